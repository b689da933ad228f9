using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>Where things are on a node.</summary>
internal static class NodeFolders
{
    public const string Shared = "shared";
    public const string Startup = "startup";
    public const string Mounts = "fsmounts";
    private const string Items = "workitems";

    private static readonly string[] LocalHosts = ["127.0.0.1:", "localhost:"];

    /// <summary>Makes the folder of a node.</summary>
    public static void Make(NodeEntry node)
    {
        PrivateFolder.Create(node.Folder);
        foreach (var name in new[] { "applications", Mounts, Shared, Startup, "volatile", Items })
        {
            Directory.CreateDirectory(Path.Combine(node.Folder, name));
        }

        foreach (var mount in node.Pool.Spec.Objects("mountConfiguration"))
        {
            Mount(node, mount);
        }
    }

    /// <summary>The folder of a task, from the node's root.</summary>
    public static string RelativeOfTask(JobEntry job, string task) => $"{Items}/{job.Id}/job-1/{task}";

    public static string OfTask(NodeEntry node, JobEntry job, string task) => Path.Combine(node.Folder, RelativeOfTask(job, task));

    public static string OfPreparation(NodeEntry node, JobEntry job) => OfTask(node, job, job.Spec.Object("jobPreparationTask")?.Text("id") ?? "jobpreparation");

    public static string OfRelease(NodeEntry node, JobEntry job) => OfTask(node, job, job.Spec.Object("jobReleaseTask")?.Text("id") ?? "jobrelease");

    /// <summary>A share of this host, by NFS, is the folder itself; anything else is an empty one.</summary>
    private static void Mount(NodeEntry node, System.Text.Json.Nodes.JsonObject mount)
    {
        var terms = mount.Select(member => member.Value).OfType<System.Text.Json.Nodes.JsonObject>().FirstOrDefault();
        if (terms?.Text("relativeMountPath") is not { Length: > 0 } path)
        {
            return;
        }

        var place = Path.Combine(node.Folder, Mounts, path.TrimStart('/'));
        if (Directory.Exists(place))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        var source = terms.Text("source");
        var host = LocalHosts.FirstOrDefault(host => source?.StartsWith(host, StringComparison.OrdinalIgnoreCase) == true);
        if (host is not null && Directory.Exists(source![host.Length..]))
        {
            Directory.CreateSymbolicLink(place, source[host.Length..]);
        }
        else
        {
            Directory.CreateDirectory(place);
        }
    }
}
