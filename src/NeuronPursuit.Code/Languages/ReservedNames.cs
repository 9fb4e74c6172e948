namespace NeuronPursuit;

/// <summary>Names that a function must not have.</summary>
internal static class ReservedNames
{
    private const string C = "auto break case char const continue default do double else enum extern float for goto if inline int long register restrict return short signed sizeof static struct switch typedef union unsigned void volatile while main fma exp ldexp isnan isinf nan acos acosh asin asinh atan atan2 atanh cbrt ceil copysign cos cosh erf erfc exp2 expm1 fabs fdim floor fmax fmin fmod frexp hypot ilogb j0 j1 jn lgamma llrint llround log log10 log1p log2 logb lrint lround modf nearbyint nextafter nexttoward pow remainder remquo rint round scalbln scalbn sin sinh sqrt tan tanh tgamma trunc y0 y1 yn limit rank relu leaky square activation larger network exponential is_same is_blank choose weekday on_circle sine cosine NAN NULL HUGE_VAL INFINITY unix linux";

    private const string Python = "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda nonlocal not or pass raise return try while with bisect math float len list min max range sum abs zip ValueError limit rank relu leaky square activation larger network exponential text_of number_of yes_no days weekday sine cosine datetime str dict isinstance";

    private const string JavaScript = "abstract arguments await boolean break byte case catch char class const continue debugger default delete do double else enum eval export extends false final finally float for function goto if implements import in instanceof int interface let long native new null package private protected public return short static super switch synchronized this throw throws transient true try typeof var void volatile while with yield undefined NaN Infinity Math Number Array Map Set Date String RangeError TypeError JSON cell number textOf yesNo days weekday sine cosine limit rank relu leaky square activation larger network exponential";

    /// <summary>What a member of a struct must not be called either.</summary>
    public static IReadOnlyList<string> OfC { get; } = C.Split(' ');

    public static void Require(CodeTarget target, string name)
    {
        if (target is not (CodeTarget.CSharp or CodeTarget.C or CodeTarget.Python or CodeTarget.JavaScript))
        {
            return;
        }

        CodeText.RequireIdentifier(name);
        string reserved = target switch
        {
            CodeTarget.C => C,
            CodeTarget.Python => Python,
            CodeTarget.JavaScript => JavaScript,
            _ => "",
        };
        if (reserved.Split(' ').Contains(name, StringComparer.Ordinal))
        {
            throw new ArgumentException($"Name is '{name}', which the code uses for something else in {target}. Choose another one.", nameof(name));
        }
    }
}
