using MultiBatch.Jobs;
using MultiBatch.Logs;
using MultiBatch.Providers.Local.Engine.Attempts;
using MultiBatch.Providers.Local.Engine.Commands;
using MultiBatch.Providers.Local.Engine.Contract;
using MultiBatch.Providers.Local.Engine.Core;
using MultiBatch.Providers.Local.Engine.State;
using MultiBatch.Providers.Local.Logs;

namespace MultiBatch.Providers.Local.Engine;

/// <content>Reading logs: what to read is asked of the loop, the files are read beside it.</content>
internal sealed partial class LocalEngine
{
    public async Task<ReadLogReply> ReadLogAsync(ReadLogRequest request, CancellationToken cancellationToken)
    {
        var token = LogToken.TryParse(request.Token);
        if (request.Token is not null && token is null)
        {
            throw EngineErrors.New(BatchErrorCode.InvalidSpec, $"'{request.Token}' is no token of a log of this engine.", request.Job.ToString());
        }

        var source = await AskAsync(() => FindLog(request.Job, token), cancellationToken).ConfigureAwait(false);
        if (source.AttemptId is null)
        {
            return new ReadLogReply { Job = source.Job, NextToken = new LogToken(0, 0, 0).ToString(), IsComplete = source.IsEnded };
        }

        var from = token is { Attempt: > 0 } ? token : null;
        var slice = await Task.Run(() => ReadFiles(request, source, from), cancellationToken).ConfigureAwait(false);
        return new ReadLogReply
        {
            Job = source.Job,
            Output = slice.Output,
            Error = slice.Error,
            NextToken = slice.Next.ToString(),
            IsComplete = slice.IsComplete,
        };
    }

    private LogSlice ReadFiles(ReadLogRequest request, LogSource source, LogToken? from)
    {
        var paths = _folders.Locate(source.AttemptId!);
        if (source.IsEnded && !Directory.Exists(paths.Folder))
        {
            throw EngineErrors.New(BatchErrorCode.NotFound, $"The output of {source.Job} is gone: its folder '{paths.Folder}' was deleted.", source.Job.ToString());
        }

        try
        {
            return LogReader.Read(paths, request.Stream, from, source.Place, request.TailLines, Math.Max(1, request.MaxBytes), source.IsEnded);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.New(BatchErrorCode.Provider, $"The output of {source.Job} cannot be read: {error.Message}", source.Job.ToString());
        }
    }

    /// <summary>
    /// Which attempt is meant: the one named (counted over all runs), else the one the token is in the middle of, else the latest.
    /// </summary>
    private LogSource FindLog(JobReference reference, LogToken? token)
    {
        var (job, child) = JobLookup.Get(_core.State, reference);
        if (job.IsArray && child is null)
        {
            throw EngineErrors.New(BatchErrorCode.InvalidSpec, $"{reference} is an array; name a child, for example {reference.Child(0)}.", reference.ToString());
        }

        var index = child ?? 0;
        var task = job.Tasks[index];
        var past = job.Past is not null && job.Past.TryGetValue(index, out var attempts) ? attempts : [];
        var count = past.Count + (task.HasBegun ? 1 : 0);
        var named = reference.Attempt ?? (token is { Attempt: > 0 } going ? going.Attempt : null);
        if (named is null && count == 0)
        {
            return new LogSource(reference with { Attempt = null }, null, 0, task.State.IsTerminal());
        }

        var place = named ?? count;
        if (place > count)
        {
            return reference.Attempt is null || task.State.IsTerminal()
                ? throw EngineErrors.New(BatchErrorCode.NotFound, $"{reference with { Attempt = null }} has had {count} attempts; there is no attempt {place}.", reference.ToString())
                : new LogSource(reference, null, 0, IsEnded: false);
        }

        var isCurrent = task.HasBegun && place == count;
        return new LogSource(
            reference with { Attempt = place },
            isCurrent ? AttemptIds.OfLatest(job, index) : AttemptIds.Of(job, index, past[place - 1].Launch),
            place,
            !isCurrent || task.State.IsTerminal());
    }

    private sealed record LogSource(JobReference Job, string? AttemptId, int Place, bool IsEnded);
}
