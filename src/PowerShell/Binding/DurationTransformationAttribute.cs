using System.Management.Automation;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads durations: a time span, a bare number of seconds, <c>90s</c>, <c>2h</c>, <c>1.12:00:00</c>.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class DurationTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValues.Unwrap(inputData) is null ? null! : InputValues.Transform(inputData, static item => InputValues.Duration(item));
}
