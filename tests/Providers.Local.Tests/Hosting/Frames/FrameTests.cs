using System.Buffers.Binary;
using System.IO.Pipelines;
using System.Text;
using MultiBatch.Providers.Local.Hosting.Frames;

namespace MultiBatch.Providers.Local.Tests.Hosting.Frames;

public sealed class FrameTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(64 * 1024)]
    [InlineData((64 * 1024) + 1)]
    [InlineData(5_000_000)]
    public async Task Frames_arrive_as_they_were_sent_however_they_are_cut(int size)
    {
        var payload = new byte[size];
        new Random(size).NextBytes(payload);
        var sent = new MemoryStream();
        using var writer = new FrameWriter(sent);
        await writer.WriteAsync(new FrameHeader { Kind = FrameKind.Request, Id = 7, Op = "öp" }, payload, CancellationToken.None);
        await writer.WriteAsync(new FrameHeader { Kind = FrameKind.Goodbye }, default, CancellationToken.None);

        var reader = new FrameReader(new CuttingStream(sent.ToArray(), new Random(1)));
        var first = await reader.ReadAsync(CancellationToken.None);
        var second = await reader.ReadAsync(CancellationToken.None);

        Assert.Equal(new FrameHeader { Kind = FrameKind.Request, Id = 7, Op = "öp" }, first!.Value.Header);
        Assert.True(first.Value.Payload.Span.SequenceEqual(payload));
        Assert.Equal(FrameKind.Goodbye, second!.Value.Header.Kind);
        Assert.Null(await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Frames_of_many_writers_do_not_mix()
    {
        var pipe = new Pipe();
        using var writer = new FrameWriter(pipe.Writer.AsStream());
        var writing = Enumerable.Range(1, 50).Select(id => Task.Run(() => writer.WriteAsync(
            new FrameHeader { Kind = FrameKind.Reply, Id = id }, Enumerable.Repeat((byte)id, 10_000 * (id % 9)).ToArray(), CancellationToken.None)));
        var all = Task.WhenAll(writing.ToList());
        var reader = new FrameReader(pipe.Reader.AsStream());

        var seen = new HashSet<long>();
        while (seen.Count < 50)
        {
            var frame = (await reader.ReadAsync(CancellationToken.None))!.Value;
            Assert.True(seen.Add(frame.Header.Id));
            Assert.Equal(10_000 * (frame.Header.Id % 9), frame.Payload.Length);
            Assert.True(frame.Payload.Span.IndexOfAnyExcept((byte)frame.Header.Id) < 0);
        }

        await all;
    }

    [Fact]
    public async Task A_frame_that_ends_early_is_no_frame()
    {
        var sent = new MemoryStream();
        using var writer = new FrameWriter(sent);
        await writer.WriteAsync(new FrameHeader { Kind = FrameKind.Request, Id = 1, Op = "submit" }, new byte[100], CancellationToken.None);
        var bytes = sent.ToArray();

        for (var length = 1; length < bytes.Length; length++)
        {
            var reader = new FrameReader(new MemoryStream(bytes, 0, length));
            await Assert.ThrowsAsync<EndOfStreamException>(async () => await reader.ReadAsync(CancellationToken.None));
        }
    }

    [Theory]
    [InlineData(0x7fff_ffff, 10)] // more than any frame has
    [InlineData(-1, 10)]
    [InlineData(5, 10)] // the head would be longer than the frame
    [InlineData(100, 0)]
    [InlineData(10_000, 5_000)]
    [InlineData(0x4745_5420, 0x2f20)] // "GET / "
    public async Task Impossible_lengths_are_refused_before_anything_is_reserved(int length, int header)
    {
        var bytes = new byte[20];
        BinaryPrimitives.WriteInt32BigEndian(bytes, length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), (ushort)header);

        var reader = new FrameReader(new MemoryStream(bytes));

        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadAsync(CancellationToken.None));
    }

    [Theory]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("{\"kind\":\"Unheard\"}")]
    [InlineData("not json")]
    public async Task A_head_that_makes_no_sense_is_refused(string head)
    {
        var bytes = new byte[FrameFormat.PrefixLength + head.Length];
        FrameFormat.WritePrefix(bytes, head.Length, 0);
        Encoding.ASCII.GetBytes(head, bytes.AsSpan(FrameFormat.PrefixLength));

        var reader = new FrameReader(new MemoryStream(bytes));

        await Assert.ThrowsAsync<InvalidDataException>(async () => await reader.ReadAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Members_of_a_newer_version_are_ignored()
    {
        const string Head = "{\"kind\":\"Reply\",\"id\":3,\"compressed\":[1,2]}";
        var bytes = new byte[FrameFormat.PrefixLength + Head.Length];
        FrameFormat.WritePrefix(bytes, Head.Length, 0);
        Encoding.ASCII.GetBytes(Head, bytes.AsSpan(FrameFormat.PrefixLength));

        var frame = await new FrameReader(new MemoryStream(bytes)).ReadAsync(CancellationToken.None);

        Assert.Equal(new FrameHeader { Kind = FrameKind.Reply, Id = 3 }, frame!.Value.Header);
    }

    /// <summary>Hands out a few bytes at a time, as a socket may.</summary>
    private sealed class CuttingStream(byte[] bytes, Random random) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            base.ReadAsync(buffer[..Math.Min(buffer.Length, random.Next(1, 20_000))], cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            base.ReadAsync(buffer, offset, Math.Min(count, random.Next(1, 20_000)), cancellationToken);
    }
}
