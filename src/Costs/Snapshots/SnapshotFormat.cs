namespace MultiBatch.Costs.Snapshots;

/// <summary>
/// The snapshot format, a line a thing, fields separated by commas, UTF-8, numbers with a point:
/// <code>
/// #batch-prices v1 currency=USD made=2026-11-27
/// S,0,name,day,url,licence,note                                      an origin of prices: number, name, day, …
/// R,0,aws,us-east-1,us                                               a region: number, provider, name, group
/// X,aws,EgressGiB,,0.09,0                                            a price beside the machine: kind, region (empty: all), price, origin
/// T,aws,m5a.xlarge,4,16,,0,,amd64,,z                                 a type: vCPUs, GiB, usable GiB, GPUs, model, architecture, local GiB, flags
/// P,0:0.172/1:0.0817/5;3:0.192/2                                     its prices: region:on demand/origin:spot/origin
/// </code>
/// Flags: b burstable, m metal, l legacy, s special purpose, c container, z taken by the batch service, y not taken, i1 to i5 interruption class.
/// Lines of unknown kinds are skipped, so that later versions can say more.
/// </summary>
internal static class SnapshotFormat
{
    public const string Magic = "#batch-prices v";
    public const int Version = 1;
}
