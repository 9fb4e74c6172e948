namespace NeuronPursuit;

/// <summary>What is odd about a column of a table.</summary>
public enum FindingKind
{
    /// <summary>It names rows, and so says nothing of others. Left out.</summary>
    NamesRows,

    /// <summary>It is the same in every row. Left out.</summary>
    Constant,

    /// <summary>It is missing in every row. Left out.</summary>
    Empty,

    /// <summary>It says the same as the target, and may not be known when predictions are made.</summary>
    TellsTheTarget,

    /// <summary>It is the same as another one.</summary>
    Duplicate,

    /// <summary>Its numbers may be codes.</summary>
    MayBeCodes,

    /// <summary>It came in single precision, and has about seven digits.</summary>
    SinglePrecision,

    /// <summary>It has many categories, which are encoded by means of the target.</summary>
    ManyCategories,

    /// <summary>The target is missing in some rows. These are left out.</summary>
    TargetMissing,

    /// <summary>The target is a number of few values, which may be classes.</summary>
    TargetMayBeClasses,

    /// <summary>A class of the target is rare.</summary>
    RareClass,

    /// <summary>Rows of a group, or of a time, are held out by the fit itself without regard to it.</summary>
    HeldOutAtRandom,

    /// <summary>Its texts may be numbers.</summary>
    MayBeNumbers,
}

/// <summary>Something odd that was found in a table before a fit, and what to do about it.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Column">Where.</param>
/// <param name="Message">A sentence or two: what was found, what the fit does, what can be done.</param>
public sealed record TableFinding(FindingKind Kind, string Column, string Message)
{
    /// <summary>The message.</summary>
    /// <returns><see cref="Message"/>.</returns>
    public override string ToString() => Message;
}
