using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using MultiBatch.Submissions;

namespace MultiBatch.Providers.Google.Mapping;

/// <summary>
/// Ids of jobs and of requests. Both derive from the submission id, so that a submit whose reply was lost is found by its id, and sent again is the same
/// request.
/// </summary>
internal static class JobIds
{
    // A job id begins with a letter; a submission id may begin with a digit.
    private const char Letter = 'j';

    private static readonly Regex Form = new("^[a-z]([a-z0-9-]{0,61}[a-z0-9])?$", RegexOptions.CultureInvariant);

    /// <summary>The id of the job of a submission.</summary>
    public static string Of(SubmissionId id) => Letter + id.ToString();

    /// <summary>Whether the service could have a job of this id.</summary>
    public static bool IsPossible(string id) => Form.IsMatch(id);

    /// <summary>The id of the request that submits, the same at every send.</summary>
    public static string SubmitRequest(SubmissionId id) => Uuid("submit " + id);

    /// <summary>The id of the request that cancels a job.</summary>
    public static string CancelRequest(string job) => Uuid("cancel " + job);

    /// <summary>The id of the request that deletes a job.</summary>
    public static string DeleteRequest(string job) => Uuid("delete " + job);

    // The service wants the form of a version 4 UUID; 122 bits of a hash are as good as as many random ones.
    private static string Uuid(string text)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes("multibatch " + text));
        hash[6] = (byte)((hash[6] & 0x0F) | 0x40);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        var hex = Convert.ToHexString(hash).ToLowerInvariant();
        return $"{hex.Substring(0, 8)}-{hex.Substring(8, 4)}-{hex.Substring(12, 4)}-{hex.Substring(16, 4)}-{hex.Substring(20, 12)}";
    }
}
