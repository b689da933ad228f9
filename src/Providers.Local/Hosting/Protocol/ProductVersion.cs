using System.Reflection;

namespace MultiBatch.Providers.Local.Hosting.Protocol;

/// <summary>The version of this library.</summary>
internal static class ProductVersion
{
    /// <summary>The version without build metadata.</summary>
    public static string Current { get; } = Read();

    private static string Read()
    {
        var text = typeof(ProductVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
        var metadata = text.IndexOf('+');
        return metadata < 0 ? text : text.Substring(0, metadata);
    }
}
