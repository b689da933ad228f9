using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Google.Batch.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Google.Batch.Scheduling;

/// <summary>What the steps of a task become as processes of this host, and what they cannot become. Belongs to the state's lock.</summary>
internal sealed class TaskTerms
{
    private readonly SecretFolder _secrets;
    private readonly IReadOnlyDictionary<string, string> _buckets;
    private readonly string _folder;

    /// <param name="secrets">The secrets there are.</param>
    /// <param name="buckets">The buckets there are.</param>
    /// <param name="folder">Where scripts are kept.</param>
    public TaskTerms(SecretFolder secrets, IReadOnlyDictionary<string, string> buckets, string folder)
    {
        _secrets = secrets;
        _buckets = buckets;
        _folder = folder;
    }

    /// <summary>Why a task cannot start; null when it can.</summary>
    public string? Problem(TaskEntry task)
    {
        var terms = task.Job.Terms;
        var own = terms.TaskEnvironments?[task.Index].Pairs("secretVariables").Values ?? Enumerable.Empty<string>();
        foreach (var secret in terms.Runnables.SelectMany(runnable => runnable.Secrets.Values).Concat(own))
        {
            if (_secrets.Find(secret) is null)
            {
                return $"failed to fetch secret {secret}: rpc error: code = NotFound desc = Secret [{secret}] not found or has no versions.";
            }
        }

        return VolumeProblem(terms) ?? terms.Runnables.Select(ContainerProblem).FirstOrDefault(problem => problem is not null);
    }

    /// <summary>A run of a step.</summary>
    public (TaskTemplate Template, Dictionary<string, string> Variables) RunOf(TaskEntry task, AttemptEntry attempt, RunnableTerms runnable)
    {
        var job = task.Job;
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["BATCH_JOB_UID"] = job.Uid,
            ["BATCH_TASK_INDEX"] = task.Index.ToString(CultureInfo.InvariantCulture),
            ["BATCH_TASK_COUNT"] = job.Terms.TaskCount.ToString(CultureInfo.InvariantCulture),
            ["BATCH_TASK_RETRY_ATTEMPT"] = attempt.Number.ToString(CultureInfo.InvariantCulture),
        };
        if (job.Terms.NeedsHostsFile)
        {
            variables["BATCH_HOSTS_FILE"] = FileOf($"{job.Uid}-hosts", "localhost\n");
        }

        var secrets = new Dictionary<string, string>(runnable.Secrets, StringComparer.Ordinal);
        if (job.Terms.TaskEnvironments?[task.Index] is { } own)
        {
            foreach (var (name, value) in own.Pairs("variables").Where(pair => !runnable.OwnNames.Contains(pair.Key)))
            {
                variables[name] = value;
                secrets.Remove(name);
            }

            foreach (var (name, value) in own.Pairs("secretVariables").Where(pair => !runnable.OwnNames.Contains(pair.Key)))
            {
                secrets[name] = value;
            }
        }

        var key = string.Join('\n', variables.Keys.Order(StringComparer.Ordinal)) + "\n\n" + string.Join('\n', secrets.OrderBy(pair => pair.Key, StringComparer.Ordinal));
        if (!runnable.Templates.TryGetValue(key, out var template))
        {
            template = new TaskTemplate
            {
                Name = $"{job.Id}-{runnable.Index.ToString(CultureInfo.InvariantCulture)}",
                Command = CommandOf(job, runnable),
                Variables = runnable.Variables.Where(pair => !variables.ContainsKey(pair.Key) && !secrets.ContainsKey(pair.Key)).ToDictionary(),
                SecretFiles = secrets.ToDictionary(pair => pair.Key, pair => _secrets.Find(pair.Value)!),
                SeparatesErrors = true,
            };
            runnable.Templates.Add(key, template);
        }

        return (template, variables);
    }

    /// <summary>How a file of a script is started: by what its first line names, else by the shell.</summary>
    private static List<string> Interpreter(string file, string? firstLine)
    {
        if (firstLine?.StartsWith("#!", StringComparison.Ordinal) != true)
        {
            return ["/bin/sh", file];
        }

        // One argument at most, as the kernel does it.
        var parts = firstLine[2..].Trim().Split(' ', 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return [.. parts, file];
    }

    private static string? ContainerProblem(RunnableTerms runnable)
    {
        if (runnable.Container is not { } container)
        {
            return null;
        }

        if (container.Text("entrypoint") is null && container.Texts("commands").Count == 0)
        {
            return $"container {container.Text("imageUri")} has neither an entrypoint nor commands, and images are not used here (process mode): the command of the image is not known";
        }

        return container.Texts("volumes").Select(volume => volume.Split(':')).Where(parts => parts.Length < 2 || parts[0].TrimEnd('/') != parts[1].TrimEnd('/'))
            .Select(parts => $"a process of this host sees its files where they are (process mode): {parts[0]} cannot appear at {parts.ElementAtOrDefault(1)}").FirstOrDefault();
    }

    private string? VolumeProblem(JobTerms terms)
    {
        foreach (var volume in terms.Volumes?.Select(item => (JsonObject)item!) ?? [])
        {
            var target = volume.RequiredText("mountPath").TrimEnd('/');
            var share = volume.Object("nfs");
            var source = volume.Object("gcs") is { } bucket ? BucketFolder(bucket.RequiredText("remotePath"))
                : share?.Text("server") is "127.0.0.1" or "localhost" ? share!.Text("remotePath")
                : null;
            if (source?.TrimEnd('/') != target || !Directory.Exists(target))
            {
                return $"mount of {target} failed: a process of this host sees its files where they are (process mode): only {source ?? "a bucket of the emulator or a folder shared by 127.0.0.1"} can be mounted, there";
            }
        }

        return null;
    }

    private string? BucketFolder(string remotePath)
    {
        var parts = remotePath.Trim('/').Split('/', 2);
        return _buckets.TryGetValue(parts[0], out var folder) ? parts.Length == 1 ? folder : Path.Combine(folder, parts[1]) : null;
    }

    private IReadOnlyList<string> CommandOf(JobEntry job, RunnableTerms runnable)
    {
        if (runnable.Container is { } container)
        {
            return container.Text("entrypoint") is { } entrypoint ? [entrypoint, .. container.Texts("commands")] : container.Texts("commands");
        }

        if (runnable.Script!.Text("path") is { } path)
        {
            return Interpreter(path, File.Exists(path) ? File.ReadLines(path).FirstOrDefault() : null);
        }

        var text = runnable.Script!.RequiredText("text");
        var file = FileOf($"{job.Uid}-{runnable.Index.ToString(CultureInfo.InvariantCulture)}", text);
        return Interpreter(file, text.Split('\n', 2)[0].TrimEnd('\r'));
    }

    private string FileOf(string name, string text)
    {
        var file = Path.Combine(PrivateFolder.Create(_folder), name);
        if (!File.Exists(file))
        {
            File.WriteAllText(file, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
        }

        return file;
    }
}
