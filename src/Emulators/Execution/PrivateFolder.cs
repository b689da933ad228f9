namespace MultiBatch.Emulators.Execution;

/// <summary>Folders that only this user can open.</summary>
internal static class PrivateFolder
{
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

    /// <summary>Deletes a folder, also while something in it is just going away.</summary>
    public static async Task DeleteAsync(string path)
    {
        for (var tries = 0; Directory.Exists(path); tries++)
        {
            try
            {
                Directory.Delete(path, recursive: true);
            }
            catch (IOException) when (tries < 20)
            {
                // A process that is just ending may still write.
                await Task.Delay(50).ConfigureAwait(false);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is a folder for temporary files: what cannot be deleted now is the system's to clean.
                return;
            }
        }
    }
}
