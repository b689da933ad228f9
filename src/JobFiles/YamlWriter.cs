using System.Text.Json;
using MultiBatch.JobFiles.Writing;

namespace MultiBatch.JobFiles;

/// <summary>Writes any JSON as YAML: short lists on one line, long texts as blocks, quotes only where they are needed.</summary>
public static class YamlWriter
{
    /// <summary>Writes a value as text, with line feeds. Readers of YAML 1.1 and of 1.2 read the same of it.</summary>
    /// <param name="value">The value.</param>
    /// <exception cref="InvalidOperationException">The value is undefined.</exception>
    public static string Write(JsonElement value) => YamlText.Of(value, isJobFile: false);
}
