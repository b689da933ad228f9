using System.Globalization;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// Names of native jobs: <c>name-submissionid</c>, and <c>name-submissionid-pN</c> for the parts of one that needs several. The service has no
/// submit token, but it finds jobs by name: the name is what a lost submit is found by.
/// </summary>
internal static class JobNames
{
    /// <summary>How much of the caller's name is kept: a job name has at most 128 characters, and the rest is needed for the id (27) and the part (at most 5).</summary>
    public const int LongestName = 96;

    private const string PartMark = "-p";

    public static string Cut(string name) => name.Length <= LongestName ? name : name.Substring(0, LongestName);

    /// <summary>The native name of a submission.</summary>
    public static string Of(string name, SubmissionId id) => Cut(name) + "-" + id;

    /// <summary>The native name of a part of a submission.</summary>
    public static string OfPart(string name, SubmissionId id, int part) =>
        Of(name, id) + PartMark + part.ToString(CultureInfo.InvariantCulture);

    /// <summary>The name without what was added to it; the whole of it for a job that was not submitted through this provider.</summary>
    public static (string Name, SubmissionId? Id) Split(string native)
    {
        var whole = native;
        var mark = native.LastIndexOf(PartMark, StringComparison.Ordinal);
        if (mark > SubmissionId.Length && mark + PartMark.Length < native.Length && native.Skip(mark + PartMark.Length).All(char.IsAsciiDigit))
        {
            whole = native.Substring(0, mark);
        }

        var at = whole.Length - SubmissionId.Length;
        return at > 1 && whole[at - 1] == '-' && SubmissionId.TryParse(whole.Substring(at), out var id)
            ? (whole.Substring(0, at - 1), id)
            : (native, null);
    }

    /// <summary>The filter that finds jobs of a name, or of its beginning (<c>name*</c>), whatever was added to it.</summary>
    public static string Filter(string name) => (name.EndsWith('*') ? Cut(name.Substring(0, name.Length - 1)) : Cut(name)) + "*";
}
