using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Secrets, which tasks fetch themselves: the service has none.</summary>
internal static class SecretFields
{
    public static void Plan(JobSpec spec, PlanFacts facts, JobDraft draft, DispositionList list)
    {
        if (spec.Secrets is not { Count: > 0 } secrets)
        {
            list.ForEachBelow(SpecPointers.Secrets, pointer => FieldDisposition.Honored(pointer));
            return;
        }

        var wrong = secrets.FirstOrDefault(secret => !SecretScript.IsReference(secret.Value.Source));
        var name = secrets.Keys.FirstOrDefault(key => !ShellNames.Is(key));
        list.ForEachBelow(SpecPointers.Secrets, pointer =>
            draft.IsWindows ? FieldDisposition.Rejected(pointer, "secrets are fetched by a shell prelude, which nodes with Windows have not", "a task that reads the vault itself")
            : wrong.Key is not null ? FieldDisposition.Rejected(
                pointer, $"'{wrong.Value.Source}' is no secret of Key Vault", "write https://VAULT.vault.azure.net/secrets/NAME", AzureSources.Identity)
            : name is not null ? FieldDisposition.Rejected(pointer, $"'{name}' is no name of a shell variable", "letters, digits and underscores")
            : FieldDisposition.Emulated(pointer, $"fetched on the node by a shell prelude; {SecretScript.Requirement}"));
        if (!draft.IsWindows && wrong.Key is null && name is null)
        {
            draft.Setup = SecretScript.Write(secrets, facts.Options.NodeIdentityEndpoint?.AbsoluteUri ?? SecretScript.IdentityAddress);
        }
    }
}
