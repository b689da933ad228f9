using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using MultiBatch.Emulators.Execution;
using MultiBatch.Emulators.Hosting;
using MultiBatch.Logs;

namespace MultiBatch.Emulators.Google.Logs;

/// <summary>Writes output to the folder a job names, as the service does for a logs policy of PATH: both streams, and each by itself.</summary>
internal sealed class LogFiles : IAsyncDisposable
{
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly Lock _sync = new();
    private readonly ITaskRunner _runner;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private Task _last = Task.CompletedTask;

    public LogFiles(ITaskRunner runner, TimeProvider time, ILogger logger)
    {
        _runner = runner;
        _time = time;
        _logger = logger;
    }

    /// <summary>Adds the output of a step that has ended; returns at once.</summary>
    public void Append(string path, string uid, string taskId, int step, TaskRun run)
    {
        lock (_sync)
        {
            _last = Task.WhenAll(_last, Task.Run(() => AppendAsync(path, uid, taskId, step, run)));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _last.ConfigureAwait(false);
        _writing.Dispose();
    }

    private async Task AppendAsync(string path, string uid, string taskId, int step, TaskRun run)
    {
        await _writing.WaitAsync().ConfigureAwait(false);
        try
        {
            foreach (var (stream, name, severity) in new[] { (LogStreamKind.Output, "stdout", "INFO"), (LogStreamKind.Error, "stderr", "ERROR") })
            {
                var text = await ReadAsync(run, stream, string.Create(CultureInfo.InvariantCulture, $" {severity}: [task_id:{taskId},runnable_index:{step}] ")).ConfigureAwait(false);
                foreach (var file in text.Length == 0 ? [] : path.EndsWith('/') ? new[] { "output", name } : ["output"])
                {
                    await File.AppendAllTextAsync(Path.Combine(path, $"{file}-{uid}.log"), text).ConfigureAwait(false);
                }
            }
        }
#pragma warning disable CA1031 // The service writes logs as well as it can; the job is not concerned.
        catch (Exception error)
#pragma warning restore CA1031
        {
            EmulatorLog.Failed(_logger, error);
        }
        finally
        {
            _writing.Release();
        }
    }

    private async Task<string> ReadAsync(TaskRun run, LogStreamKind stream, string prefix)
    {
        var text = new StringBuilder();
        var begun = true;
        for (string? token = null; ;)
        {
            var output = await _runner.ReadAsync(run, stream, token, CancellationToken.None).ConfigureAwait(false);
            foreach (var line in output.Lines)
            {
                text.Append(begun ? "[batch_task_logs]" + _time.GetUtcNow().ToString("yyyy/MM/dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + prefix : string.Empty).Append(Encoding.UTF8.GetString(line.Bytes.Span));
                begun = line.EndsLine;
            }

            token = output.Token;
            if (output.IsComplete || output.Lines.Count == 0)
            {
                return begun ? text.ToString() : text.Append('\n').ToString();
            }
        }
    }
}
