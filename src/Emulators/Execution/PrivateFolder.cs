using System.Diagnostics;

namespace MultiBatch.Emulators.Execution;

/// <summary>Folders that only this user can open.</summary>
internal static class PrivateFolder
{
    private const string Remover = "/bin/rm";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    public static string Create(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>
    /// Deletes a folder. One with the output of ten thousand tasks can take a busy disk half a minute: after a while nobody waits any longer, and it is
    /// deleted by a process of its own.
    /// </summary>
    public static async Task DeleteAsync(string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(Remover) && Directory.Exists(path))
        {
            using var process = Process.Start(new ProcessStartInfo(Remover, ["-rf", "--", path]) { RedirectStandardError = true });
            using var patience = new CancellationTokenSource(Patience);
            try
            {
                await process!.WaitForExitAsync(patience.Token).ConfigureAwait(false);
            }
            catch (OperationCanceledException)
            {
                // It goes on without us.
            }

            return;
        }

        await Task.Run(() => Delete(path)).ConfigureAwait(false);
    }

    private static void Delete(string path)
    {
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // It is a folder for temporary files: what cannot be deleted now is the system's to clean.
        }
    }
}
