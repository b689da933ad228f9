using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Tests.Journal.Format;

public sealed class LineReaderTests
{
    [Fact]
    public void Lines_are_those_between_line_feeds_however_the_bytes_arrive() =>
        Prop.ForAll(
            Gen.Elements("a", "bc", "\n", "\n\n", new string('x', 300_000), "{\"id\":1}").ListOf().ToArbitrary(),
            Gen.Choose(1, 400_000).ToArbitrary(),
            (parts, chunk) =>
            {
                var content = string.Concat(parts);
                var expected = content.Split('\n').ToList();
                var endsInLine = expected[^1].Length > 0;
                if (!endsInLine)
                {
                    expected.RemoveAt(expected.Count - 1);
                }

                using var reader = new LineReader(new ChunkedStream(Encoding.UTF8.GetBytes(content), chunk));
                long offset = 0;
                for (var index = 0; index < expected.Count; index++)
                {
                    Assert.True(reader.MoveNext());
                    Assert.Equal(index + 1, reader.Number);
                    Assert.Equal(offset, reader.Offset);
                    Assert.Equal(index < expected.Count - 1 || !endsInLine, reader.IsWhole);
                    Assert.True(reader.Line.SequenceEqual(Encoding.UTF8.GetBytes(expected[index])));
                    offset = reader.End;
                }

                Assert.False(reader.MoveNext());
                Assert.Equal(content.Length, reader.End);
            }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_line_longer_than_any_writer_makes_is_passed_over_without_keeping_it()
    {
        const long Length = 300_000_000;
        using var reader = new LineReader(new ZeroStream(Length, "\nnext\n"u8.ToArray()));

        Assert.True(reader.MoveNext());
        Assert.False(reader.IsWhole);
        Assert.Equal(0, reader.Offset);
        Assert.Equal(Length + 1, reader.End);
        Assert.True(reader.MoveNext());
        Assert.True(reader.IsWhole);
        Assert.Equal(Length + 1, reader.Offset);
        Assert.Equal("next", Encoding.UTF8.GetString(reader.Line.ToArray()));
        Assert.False(reader.MoveNext());
    }

    [Fact]
    public void An_endless_line_at_the_end_of_the_file_is_no_whole_line()
    {
        const long Length = 200_000_000;
        using var reader = new LineReader(new ZeroStream(Length, []));

        Assert.True(reader.MoveNext());
        Assert.False(reader.IsWhole);
        Assert.Equal(Length, reader.End);
        Assert.False(reader.MoveNext());
    }

    private sealed class ChunkedStream(byte[] content, int chunk) : MemoryStream(content)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, chunk));
    }

    /// <summary>Many zeros, then some bytes, without holding them.</summary>
    private sealed class ZeroStream(long zeros, byte[] tail) : Stream
    {
        private long _position;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => _position;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read;
            if (_position < zeros)
            {
                read = (int)Math.Min(count, zeros - _position);
                Array.Clear(buffer, offset, read);
            }
            else
            {
                var start = (int)(_position - zeros);
                read = Math.Min(count, tail.Length - start);
                Array.Copy(tail, start, buffer, offset, read);
            }

            _position += read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
