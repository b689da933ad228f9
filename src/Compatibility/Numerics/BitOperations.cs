using Microsoft.CodeAnalysis;

namespace System.Numerics;

/// <summary>The part of <c>BitOperations</c> that is used here and that only newer frameworks have.</summary>
[Embedded]
internal static class BitOperations
{
    // The Castagnoli polynomial, bit-reversed.
    private const uint Polynomial = 0x82F63B78;

    // Tables[k][b] is the checksum of byte b followed by k zero bytes, so that eight bytes take eight independent look-ups.
    private static readonly uint[][] Tables = CreateTables();

    public static uint Crc32C(uint crc, byte data) => (crc >> 8) ^ Tables[0][(byte)(crc ^ data)];

    public static uint Crc32C(uint crc, ulong data)
    {
        var mixed = data ^ crc;
        return Tables[7][(byte)mixed]
            ^ Tables[6][(byte)(mixed >> 8)]
            ^ Tables[5][(byte)(mixed >> 16)]
            ^ Tables[4][(byte)(mixed >> 24)]
            ^ Tables[3][(byte)(mixed >> 32)]
            ^ Tables[2][(byte)(mixed >> 40)]
            ^ Tables[1][(byte)(mixed >> 48)]
            ^ Tables[0][(byte)(mixed >> 56)];
    }

    private static uint[][] CreateTables()
    {
        var tables = new uint[8][];
        tables[0] = new uint[256];
        for (uint index = 0; index < 256; index++)
        {
            var crc = index;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ Polynomial : crc >> 1;
            }

            tables[0][index] = crc;
        }

        for (var table = 1; table < tables.Length; table++)
        {
            tables[table] = new uint[256];
            for (var index = 0; index < 256; index++)
            {
                var shorter = tables[table - 1][index];
                tables[table][index] = (shorter >> 8) ^ tables[0][(byte)shorter];
            }
        }

        return tables;
    }
}
