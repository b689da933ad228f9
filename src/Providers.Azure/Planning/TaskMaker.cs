using System.Globalization;
using MultiBatch.Planning;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire.Common;
using MultiBatch.Providers.Azure.Wire.Tasks;

namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Makes the tasks of a submit from what was drafted, those that only wait first.</summary>
internal sealed class TaskMaker(PlanRequest request, JobDraft draft, TaskNote note)
{
    public IEnumerable<TaskAddRequest> Make()
    {
        var id = request.SubmissionId.ToString();
        for (var number = 0; number < draft.Barriers.Count; number++)
        {
            yield return new TaskAddRequest
            {
                Id = TaskIds.Barrier(id, number),
                DisplayName = (note with { Labels = null }).ToString(),
                CommandLine = CommandLines.Nothing(draft.IsWindows),
                ContainerSettings = draft.Image is { } image ? new ContainerSettings { ImageName = image } : null,
                Constraints = new TaskConstraints { MaxTaskRetryCount = 0 },
                DependsOn = new TaskDependencies { TaskIds = draft.Barriers[number] },
            };
        }

        var command = request.Spec.Script is { } script
            ? CommandLines.ForScript(script, draft.IsWindows, draft.Setup)
            : CommandLines.ForCommand(request.Spec.Command ?? [], draft.IsWindows, draft.Setup);
        if (note.Size is not { } size)
        {
            yield return Task(id, note, 0, 1, command, null);
            yield break;
        }

        var whole = request.Spec.Array?.Tasks?.Rows.Count ?? request.Spec.Array?.Size ?? size;
        for (var place = 0; place < size; place++)
        {
            var index = request.RestartIndexes?[place] ?? place;
            yield return Task(TaskIds.Child(id, place), index == place ? note : note with { Original = index }, index, whole, command, place);
        }
    }

    private TaskAddRequest Task(string taskId, TaskNote own, int index, int size, CommandText command, int? place) => new()
    {
        Id = taskId,
        DisplayName = own.ToString(),
        CommandLine = command.Line,
        ContainerSettings = draft.Image is not { } image ? null : new ContainerSettings
        {
            ImageName = image,
            ContainerRunOptions = draft.RunOptions.Count > 0 ? string.Join(" ", draft.RunOptions) : null,
            WorkingDirectory = draft.Native.WorkingDirectory,
        },
        ResourceFiles = draft.Native.ResourceFiles,
        OutputFiles = draft.Native.OutputFiles,
        UserIdentity = draft.Native.UserIdentity,
        EnvironmentSettings = Variables(index, size, command),
        Constraints = new TaskConstraints
        {
            // Without a number of its own a task would inherit that of the Azure job.
            MaxTaskRetryCount = draft.RetryCount,
            MaxWallClockTime = draft.MaxWallClockTime,
            RetentionTime = draft.Native.RetentionTime,
        },
        RequiredSlots = draft.RequiredSlots,
        DependsOn = draft.WaitsFor.Count == 0 && draft.WaitsByIndex.Count == 0 ? null : new TaskDependencies
        {
            TaskIds = draft.WaitsByIndex.Count == 0 ? draft.WaitsFor : [.. draft.WaitsFor, .. draft.WaitsByIndex.Select(job => TaskIds.Child(job, place ?? 0))],
        },
    };

    private List<NameValuePair> Variables(int index, int size, CommandText command)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var pair in request.Spec.Env ?? new Dictionary<string, string>())
        {
            values[pair.Key] = pair.Value;
        }

        if (request.Spec.Array?.Tasks is { } table)
        {
            for (var column = 0; column < table.Columns.Count; column++)
            {
                values[table.Columns[column]] = table.Rows[index][column];
            }
        }

        values[RuntimeVariables.JobId] = request.SubmissionId.ToString();
        values[RuntimeVariables.ArrayIndex] = index.ToString(CultureInfo.InvariantCulture);
        values[RuntimeVariables.ArraySize] = size.ToString(CultureInfo.InvariantCulture);
        if (command.Value is { } value)
        {
            values[CommandLines.Variable] = value;
        }

        return values.Select(pair => new NameValuePair { Name = pair.Key, Value = pair.Value }).ToList();
    }
}
