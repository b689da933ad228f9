using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Providers.Local.Journal.Format;

namespace MultiBatch.Providers.Local.Tests.Journal.Format;

public sealed class Crc32CTests
{
    /// <summary>The vectors of RFC 3720, appendix B.4, and the check value of the CRC catalogues.</summary>
    public static TheoryData<byte[], uint> Vectors => new()
    {
        { [], 0 },
        { "123456789"u8.ToArray(), 0xE3069283 },
        { new byte[32], 0x8A9136AA },
        { Enumerable.Repeat((byte)0xFF, 32).ToArray(), 0x62A8AB43 },
        { Enumerable.Range(0, 32).Select(value => (byte)value).ToArray(), 0x46DD794E },
        { Enumerable.Range(0, 32).Select(value => (byte)(31 - value)).ToArray(), 0x113FDB5C },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void Checksum_is_that_of_the_standard(byte[] data, uint expected) => Assert.Equal(expected, Crc32C.Compute(data));

    [Fact]
    public void Checksum_of_any_bytes_is_that_of_bit_by_bit_division() =>
        Prop.ForAll<byte[]>(data => Crc32C.Compute(data) == BitByBit(data)).QuickCheckThrowOnFailure();

    private static uint BitByBit(byte[] data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0x82F63B78);
            }
        }

        return ~crc;
    }
}
