using System.Text.Json.Nodes;

namespace MeshControl.Model.CustomResources;

/// <summary>The status of our kinds: conditions and the generation they are about; whatever else controllers write there is kept.</summary>
internal static class StatusSchema
{
    public static JsonObject Write() => new()
    {
        ["description"] = "What the mesh says about the object.",
        ["type"] = "object",
        ["x-kubernetes-preserve-unknown-fields"] = true,
        ["properties"] = new JsonObject
        {
            ["observedGeneration"] = new JsonObject { ["description"] = "The generation of the object that the status is about.", ["x-kubernetes-int-or-string"] = true },
            ["conditions"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject
                {
                    ["type"] = "object",
                    ["x-kubernetes-preserve-unknown-fields"] = true,
                    ["properties"] = new JsonObject
                    {
                        ["type"] = Text("What is told."),
                        ["status"] = Text("True, False or Unknown."),
                        ["reason"] = Text("Why, in one word."),
                        ["message"] = Text("Why, for people."),
                        ["lastTransitionTime"] = Time("When the status last changed."),
                        ["lastProbeTime"] = Time("When it was last looked at."),
                        ["observedGeneration"] = new JsonObject { ["description"] = "The generation that the condition is about.", ["x-kubernetes-int-or-string"] = true },
                    },
                },
            },
        },
    };

    private static JsonObject Text(string description) => new() { ["description"] = description, ["type"] = "string" };

    private static JsonObject Time(string description) => new() { ["description"] = description, ["type"] = "string", ["format"] = "date-time" };
}
