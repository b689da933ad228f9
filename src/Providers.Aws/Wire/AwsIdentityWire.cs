using System.Text;
using System.Xml;
using System.Xml.Linq;
using MultiBatch.Providers.Aws.Auth;
using MultiBatch.Providers.Aws.Errors;
using MultiBatch.Providers.Aws.Wire.Calls;
using MultiBatch.Providers.Aws.Wire.Identity;

namespace MultiBatch.Providers.Aws.Wire;

/// <summary>STS over HTTP: forms there, XML back.</summary>
internal sealed class AwsIdentityWire(AwsCaller caller) : IAwsIdentityWire
{
    private static readonly byte[] Form = Encoding.ASCII.GetBytes("Action=GetCallerIdentity&Version=2011-06-15");

    private static readonly AwsOperation Operation = new()
    {
        Service = AwsService.Sts, Name = "GetCallerIdentity", Path = "/", ContentType = "application/x-www-form-urlencoded", IsChange = false,
    };

    public async Task<GetCallerIdentityResponse> GetCallerIdentityAsync(CancellationToken cancellationToken)
    {
        var request = new AwsRequest { Operation = Operation, Body = Form };
        var reply = await caller.SendAsync(request, cancellationToken).ConfigureAwait(false);
        try
        {
            using var reader = XmlReader.Create(
                new MemoryStream(reply.Body.ToArray(), writable: false), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            var xml = XElement.Load(reader);
            if (Find(xml, "GetCallerIdentityResult") is not null)
            {
                return new GetCallerIdentityResponse
                {
                    RequestId = AwsErrorReader.RequestIdOf(reply) ?? Find(xml, "RequestId"),
                    UserId = Find(xml, "UserId"),
                    Account = Find(xml, "Account"),
                    Arn = Find(xml, "Arn"),
                };
            }
        }
        catch (XmlException)
        {
            // Reported below: no XML, or not all of it.
        }

        throw AwsErrorReader.Unreadable(reply, request.ToCall(), null, null);
    }

    private static string? Find(XElement xml, string name) => xml.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();
}
