using Microsoft.CodeAnalysis;

namespace System;

[Embedded]
internal static class EnumExtensions
{
    extension(Enum)
    {
        public static T[] GetValues<T>()
            where T : struct, Enum => (T[])Enum.GetValues(typeof(T));

        public static string[] GetNames<T>()
            where T : struct, Enum => Enum.GetNames(typeof(T));

        public static string? GetName<T>(T value)
            where T : struct, Enum => Enum.GetName(typeof(T), value);

        public static bool IsDefined<T>(T value)
            where T : struct, Enum => Enum.IsDefined(typeof(T), value);

        public static T Parse<T>(string value, bool ignoreCase = false)
            where T : struct, Enum => (T)Enum.Parse(typeof(T), value, ignoreCase);
    }
}
