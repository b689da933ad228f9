using Microsoft.CodeAnalysis;

namespace System.Runtime.Versioning;

[Embedded]
[AttributeUsage(AttributeTargets.All, AllowMultiple = true, Inherited = false)]
internal sealed class UnsupportedOSPlatformGuardAttribute(string platformName) : Attribute
{
    public string PlatformName { get; } = platformName;
}
