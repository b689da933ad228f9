using System.Management.Automation;

namespace MultiBatch.PowerShell.Binding;

/// <summary>Reads jobs from objects, references and ids.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Field)]
public sealed class JobSelectorTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        InputValues.Transform(inputData, static item => JobSelector.From(item), asArray: true);
}
