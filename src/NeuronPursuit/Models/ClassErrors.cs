namespace NeuronPursuit;

/// <summary>How well one class is told from all others.</summary>
/// <param name="Support">The sum of the weights of its rows, or how many they are.</param>
/// <param name="Precision">Of the rows that are given the class, the share that has it; null where none is given it.</param>
/// <param name="Recall">Of the rows that have the class, the share that is given it; null where none has it.</param>
/// <param name="F1">The harmonic mean of precision and recall; null where no row has the class and none is given it.</param>
/// <param name="RocAuc">
/// The area under the receiver operating characteristic of its probability, 0 to 1: how often a row of the class has a higher
/// one than a row of another class, equal ones by half. Null where all rows, or none, have the class.
/// </param>
/// <param name="AveragePrecision">
/// The area under its precision over its recall, as the sum over all thresholds of precision times the gain of recall; null
/// where no row has the class.
/// </param>
public sealed record ClassErrors(
    double Support, double? Precision, double? Recall, double? F1, double? RocAuc, double? AveragePrecision);
