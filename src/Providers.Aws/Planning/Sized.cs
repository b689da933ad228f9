using System.Text.Json;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Wire;
using MultiBatch.Providers.Aws.Wire.Definitions;
using MultiBatch.Providers.Aws.Wire.Jobs;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>
/// A layout of the tasks that the service has room for. Command and variables go into the overrides of the submit; what does not fit there goes into
/// the definition; a task table that fits neither becomes plain jobs.
/// </summary>
internal sealed class Sized
{
    private readonly PlanRequest _request;
    private readonly Room _room;

    private Sized(PlanRequest request, AwsBatchOptions options, JobDraft draft, TaskLayout layout, Room room)
    {
        _request = request;
        _room = room;
        Layout = layout;
        Definition = ContainerAssembler.ByContent(draft, ContainerAssembler.Container(draft, options, InDefinition(Room.Command) ? layout.Command(0) : null, Environment(0, isDefinition: true)));
    }

    /// <summary>What goes into the definition, the least useful to change first.</summary>
    private enum Room
    {
        Nothing = 0,
        Variables = 1,
        Command = 2,
        Tasks = 3,
    }

    public TaskLayout Layout { get; }

    public RegisterJobDefinitionRequest Definition { get; }

    /// <summary>True when the service has room for it.</summary>
    public bool Fits { get; private set; }

    /// <summary>True when a part of it is in the definition for want of room.</summary>
    public bool UsesDefinition => _room != Room.Nothing;

    /// <summary>Finds the layout to use; when nothing fits, the last one that was tried.</summary>
    public static Sized Find(PlanRequest request, AwsBatchOptions options, JobDraft draft)
    {
        var layout = TaskLayout.Of(request, draft.Native);
        var found = Find(request, options, draft, layout);
        return found.Fits || !layout.CanBePlain ? found : Find(request, options, draft, layout.AsPlain());
    }

    public ContainerOverrides Overrides(int part) => new()
    {
        Command = InDefinition(Room.Command) ? null : Layout.Command(part),
        Environment = Environment(part, isDefinition: false),
    };

    private static Sized Find(PlanRequest request, AwsBatchOptions options, JobDraft draft, TaskLayout layout)
    {
        // What differs between parts cannot be in a definition that they share.
        var last = layout.Shape.Parts > 1 ? Room.Variables : layout.IsPacked ? Room.Tasks : Room.Command;
        Sized sized;
        var room = Room.Nothing;
        do
        {
            sized = new Sized(request, options, draft, layout, room);
            sized.Fits = layout.Shape.Parts <= AwsLimits.MostPlainParts
                && sized.LongestOverrides() <= AwsLimits.LongestOverrides - AwsLimits.OverridesReserve
                && JsonSerializer.SerializeToUtf8Bytes(sized.Definition, BatchWireJson.Instance.RegisterJobDefinitionRequest).Length <= AwsLimits.LargestDefinition;
        }
        while (!sized.Fits && room++ < last);
        return sized;
    }

    private int LongestOverrides()
    {
        // Parts differ in their numbers, by a few characters, or in their rows: then the longest row decides.
        var longest = 0;
        if (Layout.Shape.Parts > 1 && !Layout.IsPacked && _request.Spec.Array?.Tasks is { } table)
        {
            var length = -1;
            for (var part = 0; part < Layout.Shape.Parts; part++)
            {
                var row = table.Rows[_request.RestartIndexes?[part] ?? part];
                var sum = row.Sum(cell => cell.Length);
                if (sum > length)
                {
                    (length, longest) = (sum, part);
                }
            }
        }
        else
        {
            longest = Layout.Shape.Parts - 1;
        }

        return JsonSerializer.Serialize(Overrides(longest), BatchWireJson.Instance.ContainerOverrides).Length;
    }

    private bool InDefinition(Room what) => _room >= what;

    private List<EnvironmentVariable> Environment(int part, bool isDefinition)
    {
        var variables = new List<EnvironmentVariable>();
        if (InDefinition(Room.Variables) == isDefinition)
        {
            foreach (var pair in _request.Spec.Env ?? new Dictionary<string, string>())
            {
                variables.Add(new EnvironmentVariable { Name = pair.Key, Value = pair.Value });
            }
        }

        foreach (var pair in Layout.Variables(part))
        {
            var isTasks = pair.Key == Mapping.Prelude.TasksVariable;
            if ((isTasks && InDefinition(Room.Tasks)) == isDefinition)
            {
                variables.Add(new EnvironmentVariable { Name = pair.Key, Value = pair.Value });
            }
        }

        return variables;
    }
}
