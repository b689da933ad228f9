using MultiBatch.Emulators.Azure.Operations;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure;

/// <summary>The operations of Azure Batch: finds the one that is meant, holds the request against its shape, carries it out under the lock.</summary>
internal sealed class AzureApi
{
    private static readonly HashSet<string> KnownQuery = ["api-version", "timeout", "$filter", "$select", "$expand", "$skiptoken", "maxresults", "recursive", "force"];

    private readonly ApiVersions _versions = new();
    private readonly Dictionary<string, Func<AzureRequest, EmulatorReply>> _operations;
    private readonly AzureContext _context;

    public AzureApi(AzureContext context)
    {
        _context = context;
        var text = new EntityText(context);
        var pools = new PoolOperations(context, text);
        var nodes = new NodeOperations(context, pools, text);
        var jobs = new JobOperations(context, text);
        var tasks = new TaskOperations(context, jobs, text);
        var files = new FileOperations(context, tasks, nodes);
        _operations = new Dictionary<string, Func<AzureRequest, EmulatorReply>>(StringComparer.Ordinal)
        {
            ["Pool_Add"] = pools.Add,
            ["Pool_List"] = pools.List,
            ["Pool_Get"] = pools.Get,
            ["Pool_Exists"] = pools.Exists,
            ["Pool_Patch"] = pools.Patch,
            ["Pool_UpdateProperties"] = pools.UpdateProperties,
            ["Pool_Resize"] = pools.Resize,
            ["Pool_StopResize"] = pools.StopResize,
            ["Pool_EnableAutoScale"] = pools.EnableAutoScale,
            ["Pool_DisableAutoScale"] = pools.DisableAutoScale,
            ["Pool_EvaluateAutoScale"] = pools.EvaluateAutoScale,
            ["Pool_RemoveNodes"] = pools.RemoveNodes,
            ["Pool_Delete"] = pools.Delete,
            ["Account_ListPoolNodeCounts"] = pools.NodeCounts,
            ["Account_ListSupportedImages"] = AccountOperations.SupportedImages,
            ["Application_List"] = AccountOperations.Applications,
            ["Application_Get"] = AccountOperations.Application,
            ["ComputeNode_List"] = nodes.List,
            ["ComputeNode_Get"] = nodes.Get,
            ["ComputeNode_Reboot"] = nodes.Reboot,
            ["ComputeNode_Reimage"] = nodes.Reimage,
            ["ComputeNode_DisableScheduling"] = nodes.DisableScheduling,
            ["ComputeNode_EnableScheduling"] = nodes.EnableScheduling,
            ["Job_Add"] = jobs.Add,
            ["Job_List"] = jobs.List,
            ["Job_Get"] = jobs.Get,
            ["Job_Patch"] = jobs.Patch,
            ["Job_Update"] = jobs.Update,
            ["Job_Disable"] = jobs.Disable,
            ["Job_Enable"] = jobs.Enable,
            ["Job_Terminate"] = jobs.Terminate,
            ["Job_Delete"] = jobs.Delete,
            ["Job_GetTaskCounts"] = jobs.TaskCounts,
            ["Job_ListPreparationAndReleaseTaskStatus"] = jobs.PreparationStatus,
            ["Task_Add"] = tasks.Add,
            ["Task_AddCollection"] = tasks.AddCollection,
            ["Task_List"] = tasks.List,
            ["Task_Get"] = tasks.Get,
            ["Task_Update"] = tasks.Update,
            ["Task_Terminate"] = tasks.Terminate,
            ["Task_Reactivate"] = tasks.Reactivate,
            ["Task_Delete"] = tasks.Delete,
            ["Task_ListSubtasks"] = tasks.Subtasks,
            ["File_ListFromTask"] = files.ListOfTask,
            ["File_GetFromTask"] = files.GetOfTask,
            ["File_GetPropertiesFromTask"] = files.GetOfTask,
            ["File_DeleteFromTask"] = files.DeleteOfTask,
            ["File_ListFromComputeNode"] = files.ListOfNode,
            ["File_GetFromComputeNode"] = files.GetOfNode,
            ["File_GetPropertiesFromComputeNode"] = files.GetOfNode,
            ["File_DeleteFromComputeNode"] = files.DeleteOfNode,
        };
    }

    /// <summary>The operation of a request, as the vendor's description of the API calls it; null when there is none such.</summary>
    public static string? OperationOf(string method, string path) => (method, AzureRequest.Segments(path)) switch
    {
        ("POST", ["pools"]) => "Pool_Add",
        ("GET", ["pools"]) => "Pool_List",
        ("GET", ["pools", _]) => "Pool_Get",
        ("HEAD", ["pools", _]) => "Pool_Exists",
        ("PATCH", ["pools", _]) => "Pool_Patch",
        ("DELETE", ["pools", _]) => "Pool_Delete",
        ("POST", ["pools", _, "resize"]) => "Pool_Resize",
        ("POST", ["pools", _, "stopresize"]) => "Pool_StopResize",
        ("POST", ["pools", _, "enableautoscale"]) => "Pool_EnableAutoScale",
        ("POST", ["pools", _, "disableautoscale"]) => "Pool_DisableAutoScale",
        ("POST", ["pools", _, "evaluateautoscale"]) => "Pool_EvaluateAutoScale",
        ("POST", ["pools", _, "updateproperties"]) => "Pool_UpdateProperties",
        ("POST", ["pools", _, "removenodes"]) => "Pool_RemoveNodes",
        ("GET", ["pools", _, "nodes"]) => "ComputeNode_List",
        ("GET", ["pools", _, "nodes", _]) => "ComputeNode_Get",
        ("POST", ["pools", _, "nodes", _, "reboot"]) => "ComputeNode_Reboot",
        ("POST", ["pools", _, "nodes", _, "reimage"]) => "ComputeNode_Reimage",
        ("POST", ["pools", _, "nodes", _, "disablescheduling"]) => "ComputeNode_DisableScheduling",
        ("POST", ["pools", _, "nodes", _, "enablescheduling"]) => "ComputeNode_EnableScheduling",
        ("GET", ["pools", _, "nodes", _, "files"]) => "File_ListFromComputeNode",
        ("GET", ["pools", _, "nodes", _, "files", _, ..]) => "File_GetFromComputeNode",
        ("HEAD", ["pools", _, "nodes", _, "files", _, ..]) => "File_GetPropertiesFromComputeNode",
        ("DELETE", ["pools", _, "nodes", _, "files", _, ..]) => "File_DeleteFromComputeNode",
        ("GET", ["nodecounts"]) => "Account_ListPoolNodeCounts",
        ("GET", ["supportedimages"]) => "Account_ListSupportedImages",
        ("GET", ["applications"]) => "Application_List",
        ("GET", ["applications", _]) => "Application_Get",
        ("POST", ["jobs"]) => "Job_Add",
        ("GET", ["jobs"]) => "Job_List",
        ("GET", ["jobs", _]) => "Job_Get",
        ("PATCH", ["jobs", _]) => "Job_Patch",
        ("PUT", ["jobs", _]) => "Job_Update",
        ("DELETE", ["jobs", _]) => "Job_Delete",
        ("POST", ["jobs", _, "disable"]) => "Job_Disable",
        ("POST", ["jobs", _, "enable"]) => "Job_Enable",
        ("POST", ["jobs", _, "terminate"]) => "Job_Terminate",
        ("GET", ["jobs", _, "taskcounts"]) => "Job_GetTaskCounts",
        ("GET", ["jobs", _, "jobpreparationandreleasetaskstatus"]) => "Job_ListPreparationAndReleaseTaskStatus",
        ("POST", ["jobs", _, "tasks"]) => "Task_Add",
        ("POST", ["jobs", _, "addtaskcollection"]) => "Task_AddCollection",
        ("GET", ["jobs", _, "tasks"]) => "Task_List",
        ("GET", ["jobs", _, "tasks", _]) => "Task_Get",
        ("PUT", ["jobs", _, "tasks", _]) => "Task_Update",
        ("DELETE", ["jobs", _, "tasks", _]) => "Task_Delete",
        ("POST", ["jobs", _, "tasks", _, "terminate"]) => "Task_Terminate",
        ("POST", ["jobs", _, "tasks", _, "reactivate"]) => "Task_Reactivate",
        ("GET", ["jobs", _, "tasks", _, "subtasksinfo"]) => "Task_ListSubtasks",
        ("GET", ["jobs", _, "tasks", _, "files"]) => "File_ListFromTask",
        ("GET", ["jobs", _, "tasks", _, "files", _, ..]) => "File_GetFromTask",
        ("HEAD", ["jobs", _, "tasks", _, "files", _, ..]) => "File_GetPropertiesFromTask",
        ("DELETE", ["jobs", _, "tasks", _, "files", _, ..]) => "File_DeleteFromTask",
        _ => null,
    };

    /// <summary>Carries a request out.</summary>
    /// <exception cref="AzureException">The service refuses it.</exception>
    public EmulatorReply Handle(string operation, AzureRequest request)
    {
        _versions.Check(request);
        if (request.Query.Keys.FirstOrDefault(name => !KnownQuery.Contains(name)) is { } unknown)
        {
            throw new AzureException(400, "UnsupportedQueryParameter", "One of the query parameters specified in the request URI is not supported.", ("QueryParameterName", unknown));
        }

        CheckBody(operation, request);
        lock (_context.State.Sync)
        {
            return _operations[operation](request);
        }
    }

    private void CheckBody(string operation, AzureRequest request)
    {
        if (_versions.ShapeOf(request.ApiVersion, operation) is not { } shape)
        {
            return;
        }

        if (request.HasBody && _context.Quirks.IsOn(AzureQuirks.ContentType) && !IsMinimalMetadata(request.Header("Content-Type")))
        {
            throw new AzureException(
                415, "UnsupportedMediaType", "The content media type is not supported.", ("HeaderName", "Content-Type"), ("HeaderValue", request.Header("Content-Type") ?? string.Empty));
        }

        if (ShapeCheck.Find(shape, request.Json, _context.Quirks.IsOn(AzureQuirks.StrictMembers), StringComparer.OrdinalIgnoreCase) is { } problem)
        {
            throw problem.Problem == ShapeProblem.IsMissing ? AzureException.Missing(problem.Path) : AzureException.InvalidBody(problem.ToString());
        }
    }

    private static bool IsMinimalMetadata(string? type) =>
        type is not null && type.StartsWith("application/json", StringComparison.OrdinalIgnoreCase) && type.Contains("odata=minimalmetadata", StringComparison.OrdinalIgnoreCase);
}
