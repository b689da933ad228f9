using System.Text.Json;
using System.Text.Json.Serialization;
using MultiBatch.Jobs;

namespace MultiBatch.Serialization;

/// <summary>Counts as an object: <c>{"running":3,"succeeded":21}</c>.</summary>
internal sealed class StateCountsConverter : JsonConverter<JobStateCounts>
{
    public override JobStateCounts Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var counts = new List<KeyValuePair<JobState, int>>();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (!EnumText.TryParse<JobState>(reader.GetString(), out var state))
            {
                throw new JsonException($"'{reader.GetString()}' is not a job state.");
            }

            reader.Read();
            counts.Add(new KeyValuePair<JobState, int>(state, reader.GetInt32()));
        }

        return new JobStateCounts(counts);
    }

    public override void Write(Utf8JsonWriter writer, JobStateCounts value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        foreach (var pair in value)
        {
            writer.WriteNumber(EnumText.Format(pair.Key), pair.Value);
        }

        writer.WriteEndObject();
    }
}
