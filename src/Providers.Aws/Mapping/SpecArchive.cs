using System.Text.Json;
using MultiBatch.Jobs;
using MultiBatch.Serialization;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>
/// The portable spec of a job or definition as a parameter of the native one: what the service knows of a job is less than what it was
/// submitted as. It holds no secret: a spec names their places only.
/// </summary>
internal static class SpecArchive
{
    public static string Write(JobSpec spec) => Packed.Write(BatchJson.Write(spec));

    /// <summary>The spec in the parameters of a job or definition; null when there is none, or none that this version can read.</summary>
    public static JobSpec? Read(IReadOnlyDictionary<string, string>? parameters)
    {
        if (parameters is null || !parameters.TryGetValue(AwsParameters.Spec, out var text))
        {
            return null;
        }

        try
        {
            return BatchJson.ReadJobSpec(Packed.Read(text));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }
}
