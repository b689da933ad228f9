using System.Globalization;

namespace MultiBatch.Providers.Aws.Mapping;

/// <summary>Native ids of jobs: <c>id</c>, and <c>id:index</c> for a child of a native array.</summary>
internal static class NativeIds
{
    public static string Of(string id, int? index) => index is { } number ? id + ":" + number.ToString(CultureInfo.InvariantCulture) : id;

    public static (string Id, int? Index) Split(string native)
    {
        var colon = native.LastIndexOf(':');
        return colon > 0 && int.TryParse(native.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            ? (native.Substring(0, colon), index)
            : (native, null);
    }
}
