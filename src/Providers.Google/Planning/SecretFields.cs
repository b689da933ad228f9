using System.Text.RegularExpressions;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Google.Mapping;

namespace MultiBatch.Providers.Google.Planning;

/// <summary>Secrets: versions in Secret Manager. The machine fetches them with the job's service account.</summary>
internal static class SecretFields
{
    private static readonly Regex Version = new("^projects/[^/]+/secrets/[^/]+/versions/[^/]+$", RegexOptions.CultureInvariant);
    private static readonly Regex Secret = new("^projects/[^/]+/secrets/[^/]+$", RegexOptions.CultureInvariant);

    public static void Plan(JobSpec spec, JobDraft draft, DispositionList list)
    {
        if (!list.IsOpen(SpecPointers.Secrets))
        {
            return;
        }

        var latest = false;
        foreach (var (name, reference) in spec.Secrets!.Select(pair => (pair.Key, pair.Value)))
        {
            if (!Version.IsMatch(reference.Source) && !Secret.IsMatch(reference.Source))
            {
                list.Add(FieldDisposition.Rejected(
                    SpecPointers.Secrets, $"secret '{name}': '{reference.Source}' is no place the service can fetch from",
                    "write projects/PROJECT/secrets/NAME/versions/latest", GoogleSources.Secrets));
                return;
            }

            if (name.StartsWith(GoogleVariables.NativePrefix, StringComparison.Ordinal))
            {
                list.Add(FieldDisposition.Rejected(SpecPointers.Secrets, $"the service keeps names that begin with {GoogleVariables.NativePrefix} to itself ('{name}')", "another name", GoogleSources.Environment));
                return;
            }

            latest |= !Version.IsMatch(reference.Source);
            draft.Secrets[name] = Version.IsMatch(reference.Source) ? reference.Source : reference.Source + "/versions/latest";
        }

        list.Add(FieldDisposition.Honored(
            SpecPointers.Secrets, "fetched by the machine with the job's service account" + (latest ? "; the latest version where none is named" : string.Empty)));
    }
}
