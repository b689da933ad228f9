using System.Text;
using MultiBatch.Emulators.Aws.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Aws.Sts;

/// <summary>The one operation of the Security Token Service that is served: who am I.</summary>
internal sealed class StsApi
{
    public const string GetCallerIdentity = "GetCallerIdentity";

    private readonly string _account;

    public StsApi(string account) => _account = account;

    /// <summary>The action a form asks for; null when there is none.</summary>
    public static string? ActionOf(EmulatorRequest request)
    {
        var form = request.Method == "GET" ? request.Query : Encoding.UTF8.GetString(request.Body);
        return form.Split('&').Select(pair => pair.Split('=', 2)).FirstOrDefault(pair => pair is ["Action", _])?[1];
    }

    public EmulatorReply Handle(string? action) => action == GetCallerIdentity
        ? AwsReplies.Xml(
            "<GetCallerIdentityResponse xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><GetCallerIdentityResult>"
            + $"<Arn>arn:aws:iam::{_account}:user/emulator</Arn><UserId>AIDAEMULATOREMULATOR</UserId><Account>{_account}</Account>"
            + "</GetCallerIdentityResult><ResponseMetadata><RequestId>{request-id}</RequestId></ResponseMetadata></GetCallerIdentityResponse>")
        : throw new AwsException("InvalidAction", 400, $"Could not find operation {action ?? "(none)"} for version 2011-06-15");
}
