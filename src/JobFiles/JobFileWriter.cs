using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using MultiBatch.JobFiles.Reading;
using MultiBatch.JobFiles.Writing;
using MultiBatch.Jobs;

namespace MultiBatch.JobFiles;

/// <summary>
/// Writes job files that <see cref="JobFileReader"/> reads back the same. A file of one job and nothing else has the keys of that job at the
/// top, in JSON exactly as <see cref="Serialization.BatchJson"/> writes it. Task tables are written into the file.
/// </summary>
public static class JobFileWriter
{
    private static readonly JsonWriterOptions JsonOptions = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a job file as text, with line feeds.</summary>
    /// <param name="file">What to write.</param>
    /// <param name="format">The form; <see cref="JobFileFormat.Auto"/> is YAML.</param>
    public static string Write(JobFile file, JobFileFormat format = JobFileFormat.Yaml)
    {
        ArgumentNullException.ThrowIfNull(file);

        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, JsonOptions))
        {
            Write(file, writer);
        }

        var utf8 = new ReadOnlyMemory<byte>(buffer.GetBuffer(), 0, (int)buffer.Length);
        if (format == JobFileFormat.Json)
        {
            // The indented form has the line breaks of the system.
            return Encoding.UTF8.GetString(utf8.Span).Replace("\r\n", "\n") + "\n";
        }

        using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = 128 });
        return YamlText.Of(document.RootElement, isJobFile: true);
    }

    /// <summary>Writes one job as text, with line feeds.</summary>
    /// <param name="job">What to write.</param>
    /// <param name="format">The form; <see cref="JobFileFormat.Auto"/> is YAML.</param>
    public static string Write(JobSpec job, JobFileFormat format = JobFileFormat.Yaml) => Write(JobFile.Of(job), format);

    /// <summary>Writes a job file to disk, UTF-8 without a mark: JSON if the extension is <c>.json</c>, else YAML. What was there is replaced.</summary>
    /// <param name="file">What to write.</param>
    /// <param name="path">Where to.</param>
    /// <param name="cancellationToken">Ends the writing; the file may then be cut off.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">Permission is missing.</exception>
    public static Task WriteAsync(JobFile file, string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);

        var isJson = Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase);
        return File.WriteAllTextAsync(path, Write(file, isJson ? JobFileFormat.Json : JobFileFormat.Yaml), cancellationToken);
    }

    private static void Write(JobFile file, Utf8JsonWriter writer)
    {
        if (file.Jobs.Count == 1 && file.Environments.Count + file.Queues.Count + file.Definitions.Count == 0)
        {
            JobFileJson.Element(file.Jobs[0].Spec).WriteTo(writer);
            return;
        }

        writer.WriteStartObject();
        writer.WriteNumber("version", RootReader.Version);
        WriteSection(writer, "environments", file.Environments);
        WriteSection(writer, "queues", file.Queues);
        WriteSection(writer, "definitions", file.Definitions);
        WriteSection(writer, "jobs", file.Jobs, isNeeded: file.Environments.Count + file.Queues.Count + file.Definitions.Count == 0);
        writer.WriteEndObject();
    }

    private static void WriteSection<T>(Utf8JsonWriter writer, string key, IReadOnlyList<JobFileEntry<T>> entries, bool isNeeded = false)
        where T : class
    {
        if (entries.Count == 0 && !isNeeded)
        {
            return;
        }

        writer.WriteStartArray(key);
        foreach (var entry in entries)
        {
            JobFileJson.Element(entry.Spec).WriteTo(writer);
        }

        writer.WriteEndArray();
    }
}
