using System.Management.Automation;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads sizes: <c>16GB</c> as a literal or as text; a bare number below 1 MB is refused.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class SizeTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValues.Unwrap(inputData) is null ? null! : InputValues.Transform(inputData, static item => new BatchSize(InputValues.Size(item).Bytes));
}
