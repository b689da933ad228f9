using System.Globalization;
using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Azure.Jobs;
using MultiBatch.Providers.Azure.Mapping;
using MultiBatch.Providers.Azure.Wire;

namespace MultiBatch.Providers.Azure.Logs;

/// <summary>
/// Reads a task's <c>stdout.txt</c> and <c>stderr.txt</c> on the node that ran it, by ranges of bytes. Both together are read one after the other, page by
/// page: the service does not tell what was written when.
/// </summary>
internal sealed class LogReader
{
    private const string OutputFile = "stdout.txt";
    private const string ErrorFile = "stderr.txt";

    // From the end backwards, for the last lines.
    private const int FirstTail = 64 * 1024;

    private readonly IAzureBatchWire _wire;
    private readonly JobReader _reader;

    public LogReader(IAzureBatchWire wire, JobReader reader)
    {
        _wire = wire;
        _reader = reader;
    }

    public async Task<LogPage> ReadAsync(LogRequest request, CancellationToken cancellationToken)
    {
        var token = LogToken.Parse(request.Token);
        var tasks = (await _reader.FindTasksAsync([request.Job with { Attempt = null }], cancellationToken).ConfigureAwait(false))[0].Where(found => !found.IsBarrier).ToList();
        if (tasks.Count == 0)
        {
            throw JobErrors.NotFound(request.Job);
        }

        // The parent of an array has no output of its own.
        if (tasks.Count > 1 || (tasks[0].Index is not null && request.Job.Index is null))
        {
            return new LogPage([], new LogToken().ToString(), isComplete: true);
        }

        // How the task stands must be known from before the files are read: what it wrote last would be missed otherwise.
        var task = tasks[0];
        await _reader.CompleteAsync([task], cancellationToken).ConfigureAwait(false);
        var job = JobMapper.Map(task);
        if (request.Job.Attempt is { } attempt && attempt != job.Attempt)
        {
            return attempt > job.Attempt ? new LogPage([], (token ?? new LogToken()).ToString(), job.State.IsTerminal())
                : throw new BatchException(
                    BatchErrorCode.NotFound, $"The log of attempt {attempt} of {request.Job.Parent} is gone: a task has one folder, in which attempt {job.Attempt} began anew.")
                {
                    Provider = AzureProviderName.Value, Resource = request.Job.ToString(),
                };
        }

        if (job.Attempt == 0 || job.State is JobState.Queued or JobState.Blocked)
        {
            return new LogPage([], (token ?? new LogToken { Run = job.Run }).ToString(), job.State.IsTerminal());
        }

        // Another attempt, or another run, has begun the files anew.
        token = token is not null && token.Run == job.Run && token.Attempt == job.Attempt ? token : new LogToken { Run = job.Run, Attempt = job.Attempt };
        var isTail = request.Token is null && request.TailLines is not null;
        return isTail
            ? await ReadTailAsync(request, task, job, token, cancellationToken).ConfigureAwait(false)
            : await ReadOnAsync(request, task, job, token, cancellationToken).ConfigureAwait(false);
    }

    private static void Split(JobReference job, LogStreamKind stream, ReadOnlyMemory<byte> bytes, List<LogEntry> entries)
    {
        while (bytes.Length > 0)
        {
            var end = bytes.Span.IndexOf((byte)'\n');
            var length = end < 0 ? bytes.Length : end + 1;
            entries.Add(new LogEntry(job, stream, bytes.Slice(0, length)));
            bytes = bytes.Slice(length);
        }
    }

    private static JobReference Reference(LogRequest request, Job job) => request.Job with { Attempt = job.Attempt };

    private async Task<LogPage> ReadOnAsync(LogRequest request, SeenTask task, Job job, LogToken token, CancellationToken cancellationToken)
    {
        var entries = new List<LogEntry>();
        var left = Math.Max(1, request.MaxBytes);
        var isAtEnd = true;
        if (request.Stream != LogStreamKind.Error)
        {
            var bytes = await ReadAsync(request, task, job, OutputFile, token.Output, left, cancellationToken).ConfigureAwait(false);
            Split(Reference(request, job), LogStreamKind.Output, bytes, entries);
            token = token with { Output = token.Output + bytes.Length };
            isAtEnd = bytes.Length < left;
            left -= bytes.Length;
        }

        if (request.Stream != LogStreamKind.Output && left > 0)
        {
            var bytes = await ReadAsync(request, task, job, ErrorFile, token.Error, left, cancellationToken).ConfigureAwait(false);
            Split(Reference(request, job), LogStreamKind.Error, bytes, entries);
            token = token with { Error = token.Error + bytes.Length };
            isAtEnd &= bytes.Length < left;
        }

        return new LogPage(entries, token.ToString(), job.State.IsTerminal() && isAtEnd);
    }

    private async Task<LogPage> ReadTailAsync(LogRequest request, SeenTask task, Job job, LogToken token, CancellationToken cancellationToken)
    {
        var entries = new List<LogEntry>();
        if (request.Stream != LogStreamKind.Error)
        {
            token = token with { Output = await ReadTailAsync(request, task, job, OutputFile, LogStreamKind.Output, entries, cancellationToken).ConfigureAwait(false) };
        }

        if (request.Stream != LogStreamKind.Output)
        {
            token = token with { Error = await ReadTailAsync(request, task, job, ErrorFile, LogStreamKind.Error, entries, cancellationToken).ConfigureAwait(false) };
        }

        // Of both files together the last lines are those that come last here.
        var lines = Math.Max(0, request.TailLines!.Value);
        return new LogPage(entries.Skip(Math.Max(0, entries.Count - lines)).ToList(), token.ToString(), job.State.IsTerminal());
    }

    /// <summary>Reads the last lines of a file; gives its length, where reading goes on.</summary>
    private async Task<long> ReadTailAsync(
        LogRequest request, SeenTask task, Job job, string file, LogStreamKind stream, List<LogEntry> entries, CancellationToken cancellationToken)
    {
        var length = await FindLengthAsync(request, task, job, file, cancellationToken).ConfigureAwait(false);
        var lines = Math.Max(0, request.TailLines!.Value);
        for (long part = FirstTail; lines > 0 && length > 0; part *= 4)
        {
            var from = Math.Max(0, length - part);
            var bytes = await ReadAsync(request, task, job, file, from, (int)Math.Min(int.MaxValue, length - from), cancellationToken).ConfigureAwait(false);
            var found = new List<LogEntry>();
            Split(Reference(request, job), stream, bytes, found);

            // What the first one of them begins with may be missing.
            if (found.Count > lines || from == 0)
            {
                entries.AddRange(found.Skip(Math.Max(0, found.Count - lines)));
                return from + bytes.Length;
            }
        }

        return length;
    }

    private async Task<long> FindLengthAsync(LogRequest request, SeenTask task, Job job, string file, CancellationToken cancellationToken)
    {
        try
        {
            return (await _wire.GetTaskFilePropertiesAsync(task.Generation, task.TaskId, file, cancellationToken).ConfigureAwait(false)).Length ?? 0;
        }
        catch (BatchException error) when (error.Code is BatchErrorCode.NotFound or BatchErrorCode.Conflict)
        {
            ThrowIfGone(error, request, job);
            return 0;
        }
    }

    private async Task<ReadOnlyMemory<byte>> ReadAsync(
        LogRequest request, SeenTask task, Job job, string file, long from, int count, CancellationToken cancellationToken)
    {
        try
        {
            var range = string.Format(CultureInfo.InvariantCulture, "bytes={0}-{1}", from, from + count - 1);
            var part = await _wire.GetTaskFileAsync(task.Generation, task.TaskId, file, range, cancellationToken).ConfigureAwait(false);
            return part.IsBeyondEnd ? ReadOnlyMemory<byte>.Empty : part.Body;
        }
        catch (BatchException error) when (error.Code is BatchErrorCode.NotFound or BatchErrorCode.Conflict)
        {
            ThrowIfGone(error, request, job);
            return ReadOnlyMemory<byte>.Empty;
        }
    }

    // A file that is not there yet is an empty one. Once the task has ended, it went with its node or its folder.
    private static void ThrowIfGone(BatchException error, LogRequest request, Job job)
    {
        if (job.State.IsTerminal() && job.StartedAt is not null && error.NativeCode is { } code
            && !string.Equals(code, "FileNotFound", StringComparison.OrdinalIgnoreCase))
        {
            throw new BatchException(
                BatchErrorCode.NotFound,
                $"The log of {request.Job.Parent} is gone ({code}): output is kept on the node that ran the task, and goes with it, or after the task's retention time. Output files (native.azure.outputFiles) outlive it.",
                error)
            {
                Provider = AzureProviderName.Value, Resource = request.Job.ToString(), NativeCode = code, RequestId = error.RequestId,
            };
        }
    }
}
