using System.Text.Json.Nodes;
using MultiBatch.Emulators.Azure.OData;
using MultiBatch.Emulators.Azure.Rules;
using MultiBatch.Emulators.Azure.Wire;
using MultiBatch.Emulators.Hosting;

namespace MultiBatch.Emulators.Azure.Operations;

/// <summary>What the account can do.</summary>
internal static class AccountOperations
{
    public static EmulatorReply SupportedImages(AzureRequest request) => EntityList.Reply(
        request, "supportedimages",
        after => Rules.SupportedImages.All.Select((image, place) => (image, (long)place)).Where(item => item.Item2 > after),
        EntityNames.Image.Contains,
        (image, path) => JsonPath.Find(image, path),
        (image, _) => (JsonObject)image.DeepClone());

    /// <summary>There are no application packages.</summary>
    public static EmulatorReply Applications(AzureRequest request) => AzureReplies.Json(request, "listapplicationsummariesresponses", new JsonObject { ["value"] = new JsonArray() });

    public static EmulatorReply Application(AzureRequest request) => throw new AzureException(404, "ApplicationNotFound", "The specified application does not exist.", ("ApplicationId", request.Path[1]));
}
