// The space that explains itself: what stands in First steps, and how it is offered and deleted.
export const sample = {
  offer: 'Look at First steps',
  title: 'This is a sample',
  text: 'Try whatever you like: nobody else is here. When you have seen enough, delete it.',
  delete: 'Delete sample',
  deleted: 'The sample is deleted. Its folder is in the bin of this computer.',
  left: 'The sample is deleted. The bin of this computer did not take its folder: it is still where it was.',
  name: 'First steps',
  files: {
    welcome: {
      name: '1 Welcome.txt',
      text: `Welcome to Siegel

This folder is a space. It lies on your computer like any other: open, change and delete what you
like in it, with the programs you know. Siegel keeps it in step for everybody you share it with.

At the moment nobody else is here. Read the three other files, and then delete the sample with one
click in Siegel.`,
    },
    undo: {
      name: '2 Nothing is lost.txt',
      text: `Nothing is lost

Change this file and save it. In Siegel, the menu of the file has “Versions”: there you bring every
earlier version back.

Delete the file. It is in the trash of the space, at the top right, and comes back from there.

When two people have changed something at the same time, both versions stay, and Siegel tells you.`,
    },
    people: {
      name: '3 Invite somebody.txt',
      text: `Invite somebody

1. Under “Contacts” you make an invitation link and send it to the person.
2. Compare the safety number on the telephone. Then you know that nobody is in between.
3. Drag a folder into the window and invite the person there. You decide whether they view,
   contribute, edit or manage, and for how long.

Whoever loses the right again gets nothing new. What is on their computer already, nobody can take
back.`,
    },
    server: {
      name: '4 What the server sees.txt',
      text: `What the server sees

The relay keeps sealed packs until the others fetch them. It sees roughly how large they are, when
they come and which keys take part. It sees no content, no name of a file, no folder and not what
you are called.

In the menu of every file, “What does the server see?” shows you what is really there.`,
    },
  },
}
