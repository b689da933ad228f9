using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Planning;
using MultiBatch.Providers.Aws.Jobs;
using MultiBatch.Providers.Aws.Mapping;

namespace MultiBatch.Providers.Aws.Planning;

/// <summary>How the tasks of a job are put to the service: its native jobs, and what each task is told by which means. Pure.</summary>
internal sealed class TaskLayout
{
    private readonly PlanRequest _request;
    private readonly bool _usesPrelude;
    private readonly bool _isPacked;

    private TaskLayout(PlanRequest request, JobShape shape, bool usesPrelude, bool isPacked)
    {
        _request = request;
        Shape = shape;
        _usesPrelude = usesPrelude;
        _isPacked = isPacked;
    }

    public JobShape Shape { get; }

    /// <summary>Whether a shell starts the task: the exit code of the prelude then has a meaning.</summary>
    public bool UsesShell => _usesPrelude || _request.Spec.Script is not null;

    public bool UsesPrelude => _usesPrelude;

    /// <summary>Whether what differs from child to child travels in one packed variable.</summary>
    public bool IsPacked => _isPacked;

    /// <summary>True when there is another layout to try should this one be too large for the service.</summary>
    public bool CanBePlain => _isPacked && Shape.Size <= AwsLimits.MostPlainParts;

    private TaskTable? Table => _request.Spec.Array?.Tasks;

    private IReadOnlyList<int>? Indexes => _request.RestartIndexes;

    /// <summary>The layout to begin with.</summary>
    public static TaskLayout Of(PlanRequest request, NativeSection native)
    {
        var array = request.Spec.Array;
        if ((request.RestartIndexes?.Count ?? array?.Tasks?.Rows.Count ?? array?.Size) is not { } size)
        {
            return new TaskLayout(request, JobShape.Single, usesPrelude: false, isPacked: false);
        }

        var differs = array?.Tasks is not null || request.RestartIndexes is not null;
        var canPack = native.AllowsPrelude && array?.Tasks?.Columns.All(TaskScript.IsShellName) != false;
        return size == 1 || (differs && !canPack)
            ? Plain(request, size)
            : new TaskLayout(
                request,
                new JobShape
                {
                    Size = size,
                    PartSize = Math.Min(size, AwsLimits.LargestNativeArray),
                    Parts = ((size - 1) / AwsLimits.LargestNativeArray) + 1,
                    Indexes = request.RestartIndexes,
                },
                usesPrelude: native.AllowsPrelude,
                isPacked: differs);
    }

    /// <summary>The same job as plain ones, each with an environment of its own.</summary>
    public TaskLayout AsPlain() => Plain(_request, Shape.Size!.Value);

    /// <summary>The native command.</summary>
    /// <param name="part">The part; the prelude of later parts of a split array adds an offset.</param>
    public IReadOnlyList<string> Command(int part)
    {
        var prelude = new Prelude
        {
            SetsIndex = _usesPrelude && Indexes is null,
            Offset = _usesPrelude ? part * Shape.PartSize : 0,
            RunsTaskScript = _isPacked,
            AttemptsBefore = _request.Segment?.AttemptsBefore ?? 0,
        };
        return _request.Spec.Script is { } script ? prelude.ForScript(script)
            : _usesPrelude ? prelude.ForCommand(_request.Spec.Command!)
            : _request.Spec.Command!;
    }

    /// <summary>The variables beside the caller's own.</summary>
    public IEnumerable<KeyValuePair<string, string>> Variables(int part)
    {
        yield return new(RuntimeVariables.JobId, _request.SubmissionId.ToString());
        yield return new(RuntimeVariables.ArraySize, Number(OriginalSize));
        if (_isPacked)
        {
            yield return new(Prelude.TasksVariable, PackTasks(part));
        }
        else if (!Shape.IsNativeArray(part))
        {
            // A part that is one plain job: all that is particular to its task is known here.
            var position = part * Shape.PartSize;
            yield return new(RuntimeVariables.ArrayIndex, Number(Indexes?[position] ?? position));
            for (var column = 0; column < Table?.Columns.Count; column++)
            {
                yield return new(Table.Columns[column], Row(position)[column]);
            }
        }
    }

    private int OriginalSize => _request.Spec.Array?.Tasks?.Rows.Count ?? _request.Spec.Array?.Size ?? Shape.Size ?? 1;

    private static TaskLayout Plain(PlanRequest request, int size) => new(
        request, new JobShape { Size = size, PartSize = 1, Parts = size, Indexes = request.RestartIndexes }, usesPrelude: false, isPacked: false);

    // Where only some children run, each has the row of its original index.
    private IReadOnlyList<string> Row(int position) => Table!.Rows[Indexes?[position] ?? position];

    private string PackTasks(int part)
    {
        var (first, count) = (part * Shape.PartSize, Shape.SizeOfPart(part));
        var rows = new IReadOnlyList<string>[count];
        for (var place = 0; place < count; place++)
        {
            rows[place] = Table is null ? [] : Row(first + place);
        }

        return Packed.Write(TaskScript.Write(Table?.Columns ?? [], rows, Indexes?.Skip(first).Take(count).ToList()));
    }

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
