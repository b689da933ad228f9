namespace MultiBatch.Providers.Azure.Planning;

/// <summary>Names that a shell can have variables of.</summary>
internal static class ShellNames
{
    public static bool Is(string name) => name.Length > 0 && name[0] is not (>= '0' and <= '9')
        && name.All(character => character is '_' or (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9'));
}
