using System.Collections;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MultiBatch.Providers.Local.Engine.State;

/// <summary>
/// Indexes of tasks as runs of neighbours: ten thousand children in one record take as little room as one. In JSON
/// <c>[first, count, first, count, …]</c>. Immutable.
/// </summary>
[JsonConverter(typeof(IndexRangesConverter))]
internal sealed class IndexRanges : IEnumerable<int>
{
    private readonly int[] _pairs;

    private IndexRanges(int[] pairs)
    {
        _pairs = pairs;
        for (var pair = 0; pair < pairs.Length; pair += 2)
        {
            Count += pairs[pair + 1];
        }
    }

    public static IndexRanges Empty { get; } = new([]);

    public int Count { get; }

    public static IndexRanges One(int index) => new([index, 1]);

    /// <summary>All indexes below a size.</summary>
    public static IndexRanges All(int size) => new([0, size]);

    /// <param name="indexes">In rising order, none twice.</param>
    public static IndexRanges Of(IEnumerable<int> indexes)
    {
        var pairs = new List<int>();
        foreach (var index in indexes)
        {
            if (pairs.Count > 0 && pairs[pairs.Count - 2] + pairs[pairs.Count - 1] == index)
            {
                pairs[pairs.Count - 1]++;
            }
            else
            {
                pairs.Add(index);
                pairs.Add(1);
            }
        }

        return pairs.Count == 0 ? Empty : new IndexRanges([.. pairs]);
    }

    public IEnumerator<int> GetEnumerator()
    {
        for (var pair = 0; pair < _pairs.Length; pair += 2)
        {
            for (var index = _pairs[pair]; index < _pairs[pair] + _pairs[pair + 1]; index++)
            {
                yield return index;
            }
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Reads and writes the list of pairs.</summary>
    internal sealed class IndexRangesConverter : JsonConverter<IndexRanges>
    {
        public override IndexRanges Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var pairs = new List<int>();
            while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            {
                pairs.Add(reader.GetInt32());
            }

            return pairs.Count % 2 == 0 ? new IndexRanges([.. pairs]) : throw new JsonException("Ranges of indexes come in pairs.");
        }

        public override void Write(Utf8JsonWriter writer, IndexRanges value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var number in value._pairs)
            {
                writer.WriteNumberValue(number);
            }

            writer.WriteEndArray();
        }
    }
}
