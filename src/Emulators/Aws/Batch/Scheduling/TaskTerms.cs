using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>What a container becomes as a process of this host, and what it cannot become.</summary>
internal sealed class TaskTerms
{
    private readonly SecretFolder _secrets;

    public TaskTerms(SecretFolder secrets) => _secrets = secrets;

    /// <summary>Why the tasks of a job cannot start; null when they can.</summary>
    public string? Problem(JobTerms terms)
    {
        if (terms.Command.Count == 0)
        {
            return "CannotStartContainerError: the job has no command, and images are not used here (process mode): the command of the image is not known";
        }

        foreach (var secret in terms.Container.Objects("secrets"))
        {
            var source = secret.RequiredText("valueFrom");
            if (_secrets.Find(source) is null)
            {
                return $"ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: {source}: Secrets Manager can't find the specified secret.";
            }
        }

        var volumes = terms.Container.Objects("volumes").ToDictionary(volume => volume.Text("name") ?? string.Empty);
        foreach (var mount in terms.Container.Objects("mountPoints"))
        {
            var source = volumes.GetValueOrDefault(mount.Text("sourceVolume") ?? string.Empty)?.Object("host")?.Text("sourcePath");
            var target = mount.Text("containerPath");
            if (source is null || source.TrimEnd('/') != target?.TrimEnd('/'))
            {
                return $"CannotCreateContainerError: a process of this host sees its files where they are (process mode): {source ?? "a volume that is no path of the host"} cannot appear at {target}";
            }
        }

        return null;
    }

    /// <summary>What the tasks of a job have in common.</summary>
    public TaskTemplate TemplateOf(JobTerms terms) => terms.Template ??= new TaskTemplate
    {
        Name = terms.Definition.Name,
        Command = terms.Command,
        Variables = VariablesOf(terms.Container),
        SecretFiles = terms.Container.Objects("secrets").ToDictionary(secret => secret.RequiredText("name"), secret => _secrets.Find(secret.RequiredText("valueFrom"))!),
    };

    private static Dictionary<string, string> VariablesOf(JsonObject container)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var variable in container.Objects("environment"))
        {
            variables[variable.RequiredText("name")] = variable.Text("value") ?? string.Empty;
        }

        return variables;
    }
}
