using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Scheduling;

/// <summary>The variables of commands on nodes. https://learn.microsoft.com/azure/batch/batch-compute-node-environment-variables</summary>
internal static class TaskVariables
{
    /// <summary>The variables of a command.</summary>
    /// <param name="context">The emulator.</param>
    /// <param name="node">Its node.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="settings">Lists of settings of requests; a later one wins.</param>
    public static Dictionary<string, string> Of(AzureContext context, NodeEntry node, string folder, params ReadOnlySpan<JsonArray?> settings)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var list in settings)
        {
            foreach (var setting in list?.OfType<JsonObject>() ?? [])
            {
                variables[setting.RequiredText("name")] = setting.Text("value") ?? string.Empty;
            }
        }

        variables["AZ_BATCH_ACCOUNT_NAME"] = context.Options.AccountName;
        variables["AZ_BATCH_ACCOUNT_URL"] = context.Address;
        variables["AZ_BATCH_POOL_ID"] = node.Pool.Id;
        variables["AZ_BATCH_NODE_ID"] = node.Id;
        variables["AZ_BATCH_NODE_IS_DEDICATED"] = node.IsDedicated ? "true" : "false";
        variables["AZ_BATCH_NODE_ROOT_DIR"] = node.Folder;
        variables["AZ_BATCH_NODE_SHARED_DIR"] = Path.Combine(node.Folder, NodeFolders.Shared);
        variables["AZ_BATCH_NODE_STARTUP_DIR"] = Path.Combine(node.Folder, NodeFolders.Startup);
        variables["AZ_BATCH_NODE_MOUNTS_DIR"] = Path.Combine(node.Folder, NodeFolders.Mounts);
        variables["AZ_BATCH_TASK_DIR"] = folder;
        variables["AZ_BATCH_TASK_WORKING_DIR"] = Path.Combine(folder, CommandRunner.WorkingFolder);
        return variables;
    }

    /// <summary>Adds what commands of a job have besides.</summary>
    public static Dictionary<string, string> WithJob(this Dictionary<string, string> variables, NodeEntry node, JobEntry job, string? task)
    {
        variables["AZ_BATCH_JOB_ID"] = job.Id;
        if (task is not null)
        {
            variables["AZ_BATCH_TASK_ID"] = task;
        }

        if (job.Spec.Object("jobPreparationTask") is not null)
        {
            variables["AZ_BATCH_JOB_PREP_DIR"] = NodeFolders.OfPreparation(node, job);
            variables["AZ_BATCH_JOB_PREP_WORKING_DIR"] = Path.Combine(NodeFolders.OfPreparation(node, job), CommandRunner.WorkingFolder);
        }

        return variables;
    }
}
