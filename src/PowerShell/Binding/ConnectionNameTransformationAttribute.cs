using System.Management.Automation;
using MultiBatch.PowerShell.Connections;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads the name of a connection, also from an object of <c>Get-BatchConnection</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ConnectionNameTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var item = InputValues.Unwrap(inputData);
        return item is System.Collections.IEnumerable and not string
            ? InputValues.Transform(inputData, static one => Read(one), asArray: true)
            : item is null ? null! : InputValues.Transform(inputData, static one => Read(one));
    }

    private static string Read(object? value)
    {
        var item = InputValues.Unwrap(value);
        var name = item switch
        {
            null => null,
            string text => text.Trim(),
            BatchConnection connection => connection.Name,
            _ => PSObject.AsPSObject(value!).Properties["Name"]?.Value?.ToString(),
        };
        return name is { Length: > 0 } ? name : throw new ArgumentException("A connection is expected: its name, or an object from Get-BatchConnection.");
    }
}
