using MultiBatch.Providers.Aws.Wire.Identity;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>The one operation of STS that is of use: it needs no permission and tells whether credentials are any good.</summary>
internal interface IAwsIdentityWire
{
    Task<GetCallerIdentityResponse> GetCallerIdentityAsync(CancellationToken cancellationToken);
}
