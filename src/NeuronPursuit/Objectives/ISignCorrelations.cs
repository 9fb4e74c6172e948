namespace NeuronPursuit;

/// <summary>
/// An objective that can correlate all sign vectors of one or two inputs without writing them out as dense candidates,
/// which saves a factor of the number of inputs.
/// </summary>
internal interface ISignCorrelations
{
    /// <summary>
    /// Visits <c>e_j, -e_j</c> (size 1) or <c>e_j + s e_k, -(e_j + s e_k)</c> for j &lt; k and s = 1, -1 (size 2), with
    /// the correlation of the completed candidate of each.
    /// </summary>
    void VisitSignVectors(int size, SignVectorVisitor visit);
}

/// <summary>One sign vector: <c>sign (e_first + relativeSign e_second)</c>; second is -1 for a single input.</summary>
internal delegate void SignVectorVisitor(int first, int second, int relativeSign, int sign, double value);
