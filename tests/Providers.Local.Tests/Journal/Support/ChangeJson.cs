using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Tests.Journal.Support;

[JsonSerializable(typeof(Change))]
[JsonSerializable(typeof(Total))]
[JsonSourceGenerationOptions(WriteIndented = true)] // A line is a line whatever the options say.
internal sealed partial class ChangeJson : JsonSerializerContext;
