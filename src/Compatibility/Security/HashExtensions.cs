using Microsoft.CodeAnalysis;

namespace System.Security.Cryptography;

[Embedded]
internal static class HashExtensions
{
    extension(SHA256)
    {
        public static byte[] HashData(byte[] source)
        {
            using var algorithm = SHA256.Create();
            return algorithm.ComputeHash(source);
        }

        public static byte[] HashData(ReadOnlySpan<byte> source) => SHA256.HashData(source.ToArray());
    }

    extension(HMACSHA256)
    {
        public static byte[] HashData(byte[] key, byte[] source)
        {
            using var algorithm = new HMACSHA256(key);
            return algorithm.ComputeHash(source);
        }
    }

    extension(RandomNumberGenerator)
    {
        public static byte[] GetBytes(int count)
        {
            var bytes = new byte[count];
            using var generator = RandomNumberGenerator.Create();
            generator.GetBytes(bytes);
            return bytes;
        }

        public static void Fill(Span<byte> data) => RandomNumberGenerator.GetBytes(data.Length).CopyTo(data);
    }
}
