using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Shapes;

namespace MultiBatch.Emulators.Azure.Files;

/// <summary>Fetches resource files and stores output files over HTTP, as nodes do.</summary>
internal sealed class FileTransfer : IDisposable
{
    private readonly HttpClient _client = new();

    /// <summary>Fetches files into the working folder of a task.</summary>
    /// <returns>Why that failed; null when it did not.</returns>
    public async Task<TaskFailure?> FetchAsync(IReadOnlyList<JsonObject> files, string folder)
    {
        foreach (var file in files)
        {
            var source = file.Text("httpUrl");
            var path = file.Text("filePath");
            if (source is null || path is null)
            {
                return Failed("BlobDownloadMiscError", "The emulator fetches files by httpUrl alone, not from containers", file.Text("storageContainerUrl") ?? file.Text("autoStorageContainerName") ?? "?");
            }

            try
            {
                using var response = await _client.GetAsync(new Uri(source)).ConfigureAwait(false);
                if (!response.IsSuccessStatusCode)
                {
                    return Failed(
                        (int)response.StatusCode switch { 404 => "BlobNotFound", 401 or 403 => "BlobAccessDenied", _ => "BlobDownloadMiscError" },
                        $"Status {((int)response.StatusCode).ToString(CultureInfo.InvariantCulture)}", source);
                }

                var target = Path.GetFullPath(Path.Combine(folder, path));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                await File.WriteAllBytesAsync(target, await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false)).ConfigureAwait(false);
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(target, (UnixFileMode)Convert.ToInt32(file.Text("fileMode") ?? "0770", 8));
                }
            }
            catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException or UriFormatException or UnauthorizedAccessException)
            {
                return Failed("BlobDownloadMiscError", error.Message, source);
            }
        }

        return null;
    }

    /// <summary>Stores files of a task.</summary>
    /// <returns>Why that failed; null when it did not.</returns>
    public async Task<TaskFailure?> StoreAsync(IReadOnlyList<JsonObject> files, string taskFolder)
    {
        var root = Path.Combine(taskFolder, "wd");
        foreach (var file in files)
        {
            var container = file.Object("destination")?.Object("container");
            var pattern = file.RequiredText("filePattern").Replace("$AZ_BATCH_TASK_DIR", taskFolder, StringComparison.Ordinal).Replace("$AZ_BATCH_TASK_WORKING_DIR", root, StringComparison.Ordinal);
            var whole = Path.GetFullPath(Path.Combine(root, pattern));
            var matches = Match(whole, taskFolder);
            foreach (var match in matches)
            {
                try
                {
                    await PutAsync(container!, match, pattern.Contains('*', StringComparison.Ordinal)).ConfigureAwait(false);
                }
                catch (Exception error) when (error is HttpRequestException or TaskCanceledException or IOException or UriFormatException)
                {
                    return new TaskFailure
                    {
                        Code = "FileUploadMiscError",
                        Message = "An error occurred while uploading files",
                        IsUpload = true,
                        Details = [("FilePath", match.Name), ("Message", error.Message)],
                    };
                }
            }
        }

        return null;
    }

    public void Dispose() => _client.Dispose();

    private async Task PutAsync(JsonObject container, (string File, string Name) match, bool isPattern)
    {
        var address = new UriBuilder(container.RequiredText("containerUrl"));
        var path = container.Text("path");
        var blob = !isPattern ? path ?? match.Name : path is null ? match.Name : path.TrimEnd('/') + "/" + match.Name;
        address.Path = address.Path.TrimEnd('/') + "/" + string.Join('/', blob.Split('/').Select(Uri.EscapeDataString));
        using var request = new HttpRequestMessage(HttpMethod.Put, address.Uri) { Content = new ByteArrayContent(await File.ReadAllBytesAsync(match.File).ConfigureAwait(false)) };
        request.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var response = await _client.SendAsync(request).ConfigureAwait(false);
        response.EnsureSuccessStatusCode();
    }

    /// <summary>The files below a task's folder that a pattern means, with their names from the last folder the pattern names in full.</summary>
    private static List<(string File, string Name)> Match(string pattern, string taskFolder)
    {
        var star = pattern.IndexOf('*', StringComparison.Ordinal);
        var fixedPart = star < 0 ? Path.GetDirectoryName(pattern)! : Path.GetDirectoryName(pattern[..(star + 1)])!;
        if (!fixedPart.StartsWith(taskFolder, StringComparison.Ordinal) || !Directory.Exists(fixedPart))
        {
            return [];
        }

        var expression = new StringBuilder("^");
        foreach (var part in Regex.Split(pattern, @"(\*\*/|\*\*|\*|\?)", RegexOptions.None, TimeSpan.FromSeconds(1)))
        {
            expression.Append(part switch { "**/" => "(.*/)?", "**" => ".*", "*" => "[^/]*", "?" => "[^/]", _ => Regex.Escape(part) });
        }

        var regex = new Regex(expression.Append('$').ToString(), RegexOptions.None, TimeSpan.FromSeconds(1));
        return Directory.EnumerateFiles(fixedPart, "*", SearchOption.AllDirectories)
            .Where(file => regex.IsMatch(file))
            .Select(file => (file, Path.GetRelativePath(fixedPart, file)))
            .ToList();
    }

    private static TaskFailure Failed(string code, string message, string source) => new()
    {
        Code = code,
        Message = "One or more of the resource files of the task cannot be fetched",
        IsBeforeStart = true,
        Details = [("BlobSource", source), ("Message", message)],
    };
}
