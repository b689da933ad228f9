using System.Text.Json.Nodes;
using MultiBatch.Emulators.Aws.Batch.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Aws.Batch.Scheduling;

/// <summary>What the container of a job becomes here, a process of this host or a container, and what it cannot become.</summary>
internal sealed class TaskTerms
{
    /// <summary>The variables that the service gives to every attempt.</summary>
    public static IReadOnlyList<string> OfAttempts { get; } =
        ["AWS_BATCH_JOB_ID", "AWS_BATCH_JOB_ATTEMPT", "AWS_BATCH_CE_NAME", "AWS_BATCH_JQ_NAME", "AWS_DEFAULT_REGION", "AWS_EXECUTION_ENV"];

    /// <summary>Those that the children of arrays have beside them.</summary>
    public static IReadOnlyList<string> OfChildren { get; } = [.. OfAttempts, "AWS_BATCH_JOB_ARRAY_INDEX", "AWS_BATCH_JOB_ARRAY_SIZE"];

    private readonly SecretFolder _secrets;
    private readonly bool _inContainers;

    public TaskTerms(SecretFolder secrets, ImageMode images)
    {
        _secrets = secrets;
        _inContainers = images == ImageMode.Container;
    }

    /// <summary>Why the tasks of a job cannot start; null when they can.</summary>
    public string? Problem(JobTerms terms)
    {
        if (terms.Command.Count == 0 && !_inContainers)
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
            if (_inContainers && source is null)
            {
                return $"CannotCreateContainerError: only folders of this host can be mounted here, not what is to appear at {target}";
            }

            if (!_inContainers && (source is null || source.TrimEnd('/') != target?.TrimEnd('/')))
            {
                return $"CannotCreateContainerError: a process of this host sees its files where they are (process mode): {source ?? "a volume that is no path of the host"} cannot appear at {target}";
            }
        }

        return _inContainers ? ContainerTaskRunner.Problem(terms.Container.Objects("secrets").Select(secret => secret.RequiredText("name"))) : null;
    }

    /// <summary>What the tasks of a job have in common.</summary>
    /// <param name="terms">The job.</param>
    /// <param name="isChild">Whether it is of an array.</param>
    public TaskTemplate TemplateOf(JobTerms terms, bool isChild) => terms.Template ??= new TaskTemplate
    {
        RunVariables = isChild ? OfChildren : OfAttempts,
        Container = _inContainers ? ContainerOf(terms) : null,
        Name = terms.Definition.Name,
        Command = terms.Command,
        Variables = VariablesOf(terms.Container),
        SecretFiles = terms.Container.Objects("secrets").ToDictionary(secret => secret.RequiredText("name"), secret => _secrets.Find(secret.RequiredText("valueFrom"))!),
    };

    private static ContainerTerms ContainerOf(JobTerms terms)
    {
        var volumes = terms.Container.Objects("volumes").ToDictionary(volume => volume.Text("name") ?? string.Empty);
        return new ContainerTerms
        {
            Image = terms.Container.RequiredText("image"),
            VCpus = terms.VCpus,
            MemoryMiB = terms.MemoryMiB,
            User = terms.Container.Text("user"),
            HasInit = terms.Container.Object("linuxParameters")?.Flag("initProcessEnabled") == true,
            HasReadOnlyRoot = terms.Container.Flag("readonlyRootFilesystem") == true,
            Mounts = terms.Container.Objects("mountPoints").Select(mount => (
                volumes[mount.RequiredText("sourceVolume")].Object("host")!.RequiredText("sourcePath"), mount.RequiredText("containerPath"), mount.Flag("readOnly") == true)).ToList(),
        };
    }

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
