using System.Globalization;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Google.Wire;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Rules;

/// <summary>What the steps of a task must keep to.</summary>
internal static class RunnableRules
{
    // https://cloud.google.com/batch/quotas
    private const int MostRunnables = 100;

    public static void Check(JsonObject spec, string path)
    {
        var runnables = spec.Objects("runnables").ToList();
        Rule.Holds(runnables.Count is > 0 and <= MostRunnables, path + ".runnables", $"there must be 1 to {MostRunnables} of them");
        for (var place = 0; place < runnables.Count; place++)
        {
            CheckOne(runnables[place], $"{path}.runnables[{place.ToString(CultureInfo.InvariantCulture)}]");
        }

        Rule.Holds(runnables.Exists(runnable => runnable.Object("barrier") is null), path + ".runnables", "barriers alone do nothing");
        CheckEnvironment(spec.Object("environment"), path + ".environment");
        foreach (var volume in spec.Objects("volumes"))
        {
            Rule.Holds(volume.Object("nfs") is not null || volume.Object("gcs") is not null || volume.Text("deviceName") is not null, path + ".volumes", "a volume needs a source");
            Rule.Holds(volume.Text("mountPath") is { Length: > 1 } target && target[0] == '/', path + ".volumes", "mount_path must be an absolute path");
            Rule.Holds(volume.Object("nfs") is not { } nfs || (nfs.Text("server") is not null && nfs.Text("remotePath") is not null), path + ".volumes", "an NFS volume needs a server and a remote_path");
            Rule.Holds(volume.Object("gcs") is not { } bucket || bucket.Text("remotePath") is not null, path + ".volumes", "a Cloud Storage volume needs a remote_path");
        }
    }

    public static void CheckEnvironment(JsonObject? environment, string path)
    {
        if (environment is null)
        {
            return;
        }

        foreach (var name in environment.Pairs("variables").Keys.Concat(environment.Pairs("secretVariables").Keys))
        {
            Rule.Holds(Rule.IsVariable(name), path, $"'{name}' is no name of a variable");
        }

        foreach (var (name, secret) in environment.Pairs("secretVariables"))
        {
            Rule.Holds(Rule.IsSecret(secret), path + ".secret_variables", $"'{name}' must name a secret: projects/*/secrets/*/versions/*");
        }

        Rule.Holds(environment.Object("encryptedVariables") is null, path + ".encrypted_variables", "the emulator has no keys to decrypt them with");
    }

    private static void CheckOne(JsonObject runnable, string path)
    {
        var (container, script, barrier) = (runnable.Object("container"), runnable.Object("script"), runnable.Object("barrier"));
        Rule.Holds(container is not null || script is not null || barrier is not null, path, "it must have a container, a script or a barrier");
        Rule.Holds(container is null || container.Text("imageUri") is not null, path + ".container.image_uri", "it is required");
        Rule.Holds(script is null || !string.IsNullOrEmpty(script.Text("text") ?? script.Text("path")), path + ".script", "it must have a path or a text");
        Rule.Holds(barrier?.Text("name") is not { } name || Rule.IsIdentifier(name), path + ".barrier.name", "it must be an identifier");
        Rule.Holds(runnable.Text("timeout") is not { } timeout || ProtoText.ParseDuration(timeout) >= TimeSpan.Zero, path + ".timeout", "it must not be negative");
        Rule.Holds(barrier is null || runnable.Flag("background") != true, path + ".background", "a barrier cannot be in the background");
        CheckEnvironment(runnable.Object("environment"), path + ".environment");
        Rule.Labels(runnable.Object("labels"), path + ".labels", 63);
    }
}
