"""What forbids a plan, or has to be looked at before it is carried out. Looks at the plan alone; one that refuses still shows all of it."""
