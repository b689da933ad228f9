using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using MultiBatch.Emulators.Azure.Model;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Scheduling;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>Files of tasks and of nodes.</summary>
internal sealed partial class FileOperations
{
    private readonly AzureContext _context;
    private readonly TaskOperations _tasks;
    private readonly NodeOperations _nodes;

    public FileOperations(AzureContext context, TaskOperations tasks, NodeOperations nodes)
    {
        _context = context;
        _tasks = tasks;
        _nodes = nodes;
    }

    public EmulatorReply ListOfTask(AzureRequest request) => List(request, RootOfTask(request));

    public EmulatorReply ListOfNode(AzureRequest request) => List(request, _nodes.Find(request).Folder);

    public EmulatorReply GetOfTask(AzureRequest request) => Get(request, RootOfTask(request));

    public EmulatorReply GetOfNode(AzureRequest request) => Get(request, _nodes.Find(request).Folder);

    public EmulatorReply DeleteOfTask(AzureRequest request) => Delete(request, RootOfTask(request));

    public EmulatorReply DeleteOfNode(AzureRequest request) => Delete(request, _nodes.Find(request).Folder);

    private static AzureException NotFound() => new(404, "FileNotFound", "The specified file does not exist.");

    /// <summary>The folder of a request's task.</summary>
    /// <exception cref="AzureException">It has none, or none any more.</exception>
    private string RootOfTask(AzureRequest request)
    {
        var task = _tasks.Find(request);
        var node = task.Facts.Node;
        if (task.Facts.Phase is TaskPhase.Active or TaskPhase.Preparing || node is null)
        {
            throw _context.Quirks.IsOn(AzureQuirks.FilesRefusedWhileActive)
                ? AzureException.NotNow($"Files cannot be accessed as the task state is still {WireText.Word(task.Facts.Phase)}.")
                : NotFound();
        }

        if (task.IsCleaned)
        {
            throw new AzureException(409, "TaskFilesCleanedup", "The task files are cleaned up after their retention time.");
        }

        var folder = NodeFolders.OfTask(node, task.Job, task.Id);
        var isThere = !node.IsGone && node.Phase != NodePhase.Preempted;
        return (isThere || !_context.Quirks.IsOn(AzureQuirks.FilesGoneWithNode)) && Directory.Exists(folder)
            ? folder
            : throw new AzureException(409, "TaskFilesUnavailable", "The task files are unavailable.", ("Reason", "The node that ran the task is not there any more."));
    }

    private static EmulatorReply List(AzureRequest request, string root)
    {
        var isDeep = request.Query.TryGetValue("recursive", out var recursive) && string.Equals(recursive, "true", StringComparison.OrdinalIgnoreCase);
        var entries = new DirectoryInfo(root).EnumerateFileSystemInfos("*", isDeep ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly)
            .OrderBy(entry => entry.FullName, StringComparer.Ordinal).ToList();
        return EntityList.Reply(
            request, "files",
            after => Enumerable.Range((int)after + 1, Math.Max(0, entries.Count - (int)after - 1)).Select(place => (entries[place], (long)place)),
            EntityNames.File.Contains,
            (entry, path) => JsonPath.Find(Write(request, root, entry), path),
            (entry, _) => Write(request, root, entry));
    }

    private static JsonObject Write(AzureRequest request, string root, FileSystemInfo entry)
    {
        var name = Path.GetRelativePath(root, entry.FullName);
        var json = new JsonObject { ["name"] = name, ["url"] = $"{request.Url}/{name}", ["isDirectory"] = entry is DirectoryInfo };
        if (entry is FileInfo file)
        {
            json["properties"] = new JsonObject
            {
                ["creationTime"] = WireText.Time(file.CreationTimeUtc),
                ["lastModified"] = WireText.Time(file.LastWriteTimeUtc),
                ["contentLength"] = file.Length.ToString(CultureInfo.InvariantCulture),
                ["contentType"] = TypeOf(file),
            };
        }

        return json;
    }

    private EmulatorReply Get(AzureRequest request, string root)
    {
        var file = new FileInfo(PathOf(request, root));
        if (!file.Exists && !Directory.Exists(file.FullName))
        {
            throw NotFound();
        }

        var isFolder = !file.Exists;
        var headers = AzureReplies.Headers(request, Guid.NewGuid().ToString(), null);
        headers.Add(new("Last-Modified", WireText.HttpTime(File.GetLastWriteTimeUtc(file.FullName))));
        headers.Add(new("ocp-creation-time", WireText.HttpTime(File.GetCreationTimeUtc(file.FullName))));
        headers.Add(new("ocp-batch-file-isdirectory", isFolder ? "True" : "False"));
        headers.Add(new("ocp-batch-file-url", Uri.EscapeDataString(Uri.UnescapeDataString(request.Url))));
        if (isFolder)
        {
            return new EmulatorReply { Headers = headers };
        }

        if (request.Method == "HEAD")
        {
            return new EmulatorReply { ContentType = TypeOf(file), Headers = headers, Length = file.Length };
        }

        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var (first, count) = RangeOf(request, stream.Length);
        stream.Position = first;
        var body = new byte[count];
        var read = stream.ReadAtLeast(body, count, throwOnEndOfStream: false);
        var isPart = request.Header("ocp-range") is not null && !_context.Quirks.IsOn(AzureQuirks.RangeIsOk);
        return new EmulatorReply { Status = isPart ? 206 : 200, ContentType = TypeOf(file), Headers = headers, Body = body.AsMemory(0, read) };
    }

    private static EmulatorReply Delete(AzureRequest request, string root)
    {
        var path = PathOf(request, root);
        if (Directory.Exists(path))
        {
            var isDeep = request.Query.TryGetValue("recursive", out var recursive) && string.Equals(recursive, "true", StringComparison.OrdinalIgnoreCase);
            if (!isDeep && Directory.EnumerateFileSystemEntries(path).Any())
            {
                throw AzureException.NotNow("The folder is not empty.");
            }

            Directory.Delete(path, recursive: true);
        }
        else if (File.Exists(path))
        {
            File.Delete(path);
        }
        else
        {
            throw NotFound();
        }

        return AzureReplies.Empty(request, 200);
    }

    /// <summary>The path of a request's file, which never leads out of its root.</summary>
    private static string PathOf(AzureRequest request, string root)
    {
        var from = Array.IndexOf(request.Path, "files", 4) + 1;
        var path = Path.GetFullPath(Path.Combine(root, string.Join('/', request.Path[from..]).TrimStart('/')));
        return path.StartsWith(root + "/", StringComparison.Ordinal) ? path : throw NotFound();
    }

    private static (long First, int Count) RangeOf(AzureRequest request, long length)
    {
        if (request.Header("ocp-range") is not { } text)
        {
            return (0, (int)length);
        }

        if (RangeText().Match(text) is not { Success: true } match)
        {
            throw new AzureException(400, "InvalidHeaderValue", "The value for one of the HTTP headers is not in the correct format.", ("HeaderName", "ocp-range"), ("HeaderValue", text));
        }

        var first = long.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var last = match.Groups[2].Length == 0 ? length - 1 : Math.Min(length - 1, long.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return first < length && last >= first
            ? (first, (int)(last - first + 1))
            : throw new AzureException(416, "InvalidRange", "The range specified is invalid for the current size of the resource.");
    }

    private static string TypeOf(FileInfo file) => file.Extension == ".txt" ? "text/plain" : "application/octet-stream";

    [GeneratedRegex(@"^bytes=(\d+)-(\d*)$")]
    private static partial Regex RangeText();
}
