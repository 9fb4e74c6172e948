namespace NeuronPursuit;

/// <summary>What NaN in X means.</summary>
public enum MissingValues
{
    /// <summary>An error at Fit; at Predict a NaN in a row gives NaN for that row.</summary>
    Fail,

    /// <summary>
    /// A missing value. Fit and Predict put the mean of the training column in its place; a column with missing values
    /// at Fit gets a second input that tells which are missing.
    /// </summary>
    MeanAndIndicator,
}
