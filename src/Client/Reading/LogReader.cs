using System.Runtime.CompilerServices;
using MultiBatch.Capabilities;
using MultiBatch.Jobs;
using MultiBatch.Logs;

namespace MultiBatch.Reading;

/// <summary>Reads and follows logs: over pages, attempts and children.</summary>
internal sealed class LogReader(ClientServices services)
{
    public async IAsyncEnumerable<LogEntry> ReadAsync(
        JobReference reference, LogOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var capabilities = await services.Calls.GetCapabilitiesAsync(cancellationToken).ConfigureAwait(false);
        Check(reference, options, capabilities);
        var scope = LogScope.Of(capabilities);
        var job = await services.Jobs.GetAsync(reference, cancellationToken).ConfigureAwait(false);
        var entries = job.ArraySize is not null && reference.Index is null
            ? ReadChildrenAsync(job, reference.Attempt, options, scope, cancellationToken)
            : ReadJobAsync(job, reference.Attempt, options, scope, cancellationToken);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            yield return entry;
        }
    }

    private async IAsyncEnumerable<LogEntry> ReadJobAsync(
        Job job, int? attempt, LogOptions options, LogScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursor = new LogCursor(services, job, attempt, options, scope);
        var pause = new LogPause(services, scope);
        var entries = new List<LogEntry>();
        while (true)
        {
            var step = job.IsHeld && job.State <= JobState.Blocked ? LogStep.Waiting : await cursor.StepAsync(job, entries, cancellationToken).ConfigureAwait(false);
            var isLast = step == LogStep.Over || (step == LogStep.Waiting && !options.Follow);
            if (isLast)
            {
                cursor.Flush(entries);
            }

            pause.Note(entries.Count > 0);
            foreach (var entry in entries)
            {
                yield return entry;
            }

            entries.Clear();
            if (isLast)
            {
                yield break;
            }

            if (step == LogStep.Waiting)
            {
                await pause.WaitAsync(cancellationToken).ConfigureAwait(false);
                job = await services.Jobs.GetAsync(job.Reference, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The children by index; with follow, round by round what each of them has to tell.</summary>
    private async IAsyncEnumerable<LogEntry> ReadChildrenAsync(
        Job parent, int? attempt, LogOptions options, LogScope scope, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var cursors = new Dictionary<int, LogCursor?>();
        var pause = new LogPause(services, scope);
        var entries = new List<LogEntry>();
        BatchException? lost = null;
        while (true)
        {
            var isOpen = !parent.State.IsTerminal();
            var isMoving = false;
            await foreach (var child in services.Jobs.ListAsync(new JobQuery { ChildrenOf = parent.Reference }, cancellationToken).ConfigureAwait(false))
            {
                if (child.Index is not { } index || (cursors.TryGetValue(index, out var cursor) && cursor is null))
                {
                    continue;
                }

                cursors[index] = cursor ??= new LogCursor(services, child, attempt, options, scope);
                var step = LogStep.More;
                while (step == LogStep.More)
                {
                    try
                    {
                        step = await cursor.StepAsync(child, entries, cancellationToken).ConfigureAwait(false);
                    }
                    catch (BatchException error) when (error.Code == BatchErrorCode.NotFound)
                    {
                        // One child's log is gone; those of the others are worth reading first.
                        lost ??= error;
                        step = LogStep.Over;
                    }

                    if (step == LogStep.Over || (step == LogStep.Waiting && !options.Follow))
                    {
                        cursor.Flush(entries);
                        cursors[index] = null;
                    }

                    isMoving |= entries.Count > 0;
                    foreach (var entry in entries)
                    {
                        yield return entry;
                    }

                    entries.Clear();
                }

                isOpen |= cursors[index] is not null;
            }

            if (!options.Follow || !isOpen)
            {
                break;
            }

            pause.Note(isMoving);
            await pause.WaitAsync(cancellationToken).ConfigureAwait(false);
            parent = await services.Jobs.GetAsync(parent.Reference, cancellationToken).ConfigureAwait(false);
        }

        if (lost is not null)
        {
            throw lost;
        }
    }

    private void Check(JobReference reference, LogOptions options, BatchCapabilities capabilities)
    {
        if (options.TailLines is { } lines)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(lines, nameof(options.TailLines));
            if (options.AllAttempts)
            {
                throw new ArgumentException("TailLines is about the end of the latest attempt; it goes with AllAttempts no more than an end goes with the whole.", nameof(options));
            }
        }

        if (capabilities.Logs is null || !capabilities.Supports(BatchFeature.Logs))
        {
            throw Unsupported(capabilities, BatchFeature.Logs, "has no logs to read");
        }

        if ((options.AllAttempts || reference.Attempt is not null) && !capabilities.Logs.PerAttempt)
        {
            throw Unsupported(capabilities, BatchFeature.LogsPerAttempt, "keeps no log of each attempt");
        }
    }

    private static BatchException Unsupported(BatchCapabilities capabilities, BatchFeature feature, string why) =>
        new(BatchErrorCode.Unsupported, $"{capabilities.Provider} {why}{(capabilities[feature].Note is { } note ? $": {note}" : string.Empty)}.") { Provider = capabilities.Provider };
}
