using MeshControl.Fleet;

return await FleetCommand.Create().Parse(args).InvokeAsync();
